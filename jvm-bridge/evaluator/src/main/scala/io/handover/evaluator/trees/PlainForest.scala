package io.handover.evaluator.trees

import io.handover.evaluator.ml.MlInput
import io.handover.evaluator.tensor.{Kind, Tensor}
import java.util.Arrays

/** Any trees, walked as the table says them: every mode, both float types. */
private[trees] final class PlainForest(table: TreeTable) extends LeafFinder {

  val trees: Int = table.roots.length

  def rows(): LeafFinder.Rows = new LeafFinder.Rows {
    def find(x: Array[Tensor], first: Int, count: Int, leaves: Array[Int]): Unit = {
      LeafFinder.checkWidth(x, table.features)
      var tree = 0
      while (tree < trees) {
        var row = 0
        while (row < count) {
          leaves(tree * count + row) = leaf(x, first + row, table.roots(tree))
          row += 1
        }
        tree += 1
      }
    }
  }

  private def leaf(x: Array[Tensor], row: Int, root: Int): Int = {
    var node = root
    while (table.leafOf(node) < 0) {
      val value = number(x, row, table.feature(node))
      val holds =
        if (value != value) table.missingYes(node) || table.mode(node) == NodeMode.Neq
        else if (table.mode(node) == NodeMode.Member)
          Arrays.binarySearch(table.members(node), value + 0d) >= 0
        else NodeMode.holds(table.mode(node), value, table.threshold(node))
      node = if (holds) table.yes(node) else table.no(node)
    }
    table.leafOf(node)
  }

  private def number(x: Array[Tensor], row: Int, feature: Int): Double = {
    var part = 0
    var i = feature
    while (i >= MlInput.width(x(part))) {
      i -= MlInput.width(x(part))
      part += 1
    }
    number(x(part), row * MlInput.width(x(part)) + i)
  }

  // Whole numbers meet thresholds as floats, as C++ compares them.
  private def number(x: Tensor, i: Int): Double = x.kind match {
    case Kind.F32 => x.floats(i).toDouble
    case Kind.F64 => x.doubles(i)
    case Kind.I32 => x.ints(i).toFloat.toDouble
    case _        => x.longs(i).toFloat.toDouble
  }
}
