package io.handover.evaluator.trees

import io.handover.evaluator.tensor.{Kind, Tensor}

/** Any trees, walked as the table says them: every mode, both float types. */
private[trees] final class PlainForest(table: TreeTable) extends LeafFinder {

  val trees: Int = table.roots.length

  def rows(): LeafFinder.Rows = new LeafFinder.Rows {
    def find(x: Tensor, first: Int, count: Int, leaves: Array[Int]): Unit = {
      val width = LeafFinder.width(x)
      LeafFinder.checkWidth(width, table.features)
      var tree = 0
      while (tree < trees) {
        var row = 0
        while (row < count) {
          leaves(tree * count + row) = leaf(x, (first + row) * width, table.roots(tree))
          row += 1
        }
        tree += 1
      }
    }
  }

  private def leaf(x: Tensor, from: Int, root: Int): Int = {
    var node = root
    while (table.leafOf(node) < 0) {
      val value = number(x, from + table.feature(node))
      val holds =
        if (value != value) table.missingYes(node) || table.mode(node) == NodeMode.Neq
        else if (table.mode(node) == NodeMode.Member) table.members(node)(value + 0d)
        else table.mode(node).holds(value, table.threshold(node))
      node = if (holds) table.yes(node) else table.no(node)
    }
    table.leafOf(node)
  }

  // Whole numbers meet thresholds as floats, as C++ compares them.
  private def number(x: Tensor, i: Int): Double = x.kind match {
    case Kind.F32 => x.floats(i).toDouble
    case Kind.F64 => x.doubles(i)
    case Kind.I32 => x.ints(i).toFloat.toDouble
    case _        => x.longs(i).toFloat.toDouble
  }
}
