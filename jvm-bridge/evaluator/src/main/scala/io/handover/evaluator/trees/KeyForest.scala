package io.handover.evaluator.trees

import io.handover.evaluator.tensor.{Kind, Tensor}
import io.handover.evaluator.trees.KeyForest.{Child, Key, Leaf, Slot, Stride}
import java.lang.Float.floatToRawIntBits

/** Trees laid out for the cache, of nodes that compare floats by order.
  *
  * Floats become integers of the same order, so that one comparison serves every mode: `x < t` is
  * `x <= t - 1`, `x > t` is the same with swapped branches, and NaN is the largest or the smallest
  * integer as its branch wants it (a feature has a second slot where both are wanted). The two
  * children of a node stand side by side, so a step is an addition; a leaf is its own child, so all
  * trees can be walked as deep as the deepest of their group, several at a time.
  *
  * @param nodes
  *   four integers a node: slot, threshold, first child (times four), leaf
  */
private[trees] final class KeyForest private (
    nodes: Array[Int],
    roots: Array[Int],
    depths: Array[Int],
    features: Int,
    slots: Int
) extends LeafFinder {

  val trees: Int = roots.length

  def rows(): LeafFinder.Rows = new LeafFinder.Rows {

    private var keys = Array.emptyIntArray

    def find(x: Tensor, first: Int, count: Int, leaves: Array[Int]): Unit = {
      if (keys.length < count * slots) keys = new Array[Int](count * slots)
      fill(x, first, count)
      if (count == 1) oneRow(leaves) else manyRows(count, leaves)
    }

    private def fill(x: Tensor, first: Int, count: Int): Unit = {
      val width = RowWidth.of(x)
      LeafFinder.checkWidth(width, features)
      var row = 0
      while (row < count) {
        val from = (first + row) * width
        var i = 0
        while (i < features) {
          val value = x.kind match {
            case Kind.F32 => x.floats(from + i)
            case Kind.I32 => x.ints(from + i).toFloat
            case _        => x.longs(from + i).toFloat
          }
          val missing = value != value
          val key = KeyForest.key(value)
          keys(row * slots + i) = if (missing) Int.MaxValue else key
          if (slots > features)
            keys(row * slots + features + i) = if (missing) Int.MinValue else key
          i += 1
        }
        row += 1
      }
    }

    // Four trees at a time: their loads do not wait for each other.
    private def oneRow(leaves: Array[Int]): Unit = {
      val n = nodes
      val k = keys
      var tree = 0
      while (tree + 3 < trees) {
        var a = roots(tree)
        var b = roots(tree + 1)
        var c = roots(tree + 2)
        var d = roots(tree + 3)
        var steps = depths(tree >> 2)
        while (steps > 0) {
          a = n(a + Child) + (if (k(n(a + Slot)) > n(a + Key)) Stride else 0)
          b = n(b + Child) + (if (k(n(b + Slot)) > n(b + Key)) Stride else 0)
          c = n(c + Child) + (if (k(n(c + Slot)) > n(c + Key)) Stride else 0)
          d = n(d + Child) + (if (k(n(d + Slot)) > n(d + Key)) Stride else 0)
          steps -= 1
        }
        leaves(tree) = n(a + Leaf)
        leaves(tree + 1) = n(b + Leaf)
        leaves(tree + 2) = n(c + Leaf)
        leaves(tree + 3) = n(d + Leaf)
        tree += 4
      }
      while (tree < trees) {
        leaves(tree) = walk(roots(tree), 0)
        tree += 1
      }
    }

    // Four rows at a time down one tree, while the tree is in the cache.
    private def manyRows(count: Int, leaves: Array[Int]): Unit = {
      val n = nodes
      val k = keys
      var tree = 0
      while (tree < trees) {
        val root = roots(tree)
        val depth = depths(tree >> 2)
        val target = tree * count
        var row = 0
        while (row + 3 < count) {
          val ka = row * slots
          val kb = ka + slots
          val kc = kb + slots
          val kd = kc + slots
          var a = root
          var b = root
          var c = root
          var d = root
          var steps = depth
          while (steps > 0) {
            a = n(a + Child) + (if (k(ka + n(a + Slot)) > n(a + Key)) Stride else 0)
            b = n(b + Child) + (if (k(kb + n(b + Slot)) > n(b + Key)) Stride else 0)
            c = n(c + Child) + (if (k(kc + n(c + Slot)) > n(c + Key)) Stride else 0)
            d = n(d + Child) + (if (k(kd + n(d + Slot)) > n(d + Key)) Stride else 0)
            steps -= 1
          }
          leaves(target + row) = n(a + Leaf)
          leaves(target + row + 1) = n(b + Leaf)
          leaves(target + row + 2) = n(c + Leaf)
          leaves(target + row + 3) = n(d + Leaf)
          row += 4
        }
        while (row < count) {
          leaves(target + row) = walk(root, row * slots)
          row += 1
        }
        tree += 1
      }
    }

    private def walk(root: Int, from: Int): Int = {
      var node = root
      while (nodes(node + Leaf) < 0)
        node = nodes(node + Child) +
          (if (keys(from + nodes(node + Slot)) > nodes(node + Key)) Stride else 0)
      nodes(node + Leaf)
    }
  }
}

private[trees] object KeyForest {

  private val Stride = 4
  private val Slot = 0
  private val Key = 1
  private val Child = 2
  private val Leaf = 3

  /** An integer that orders as the float does; both zeros are one, NaN has no order. */
  def key(value: Float): Int = {
    val bits = floatToRawIntBits(value + 0f)
    bits ^ (bits >> 31 & Int.MaxValue)
  }

  /** Whether every branch compares by order with a float. */
  def suits(table: TreeTable): Boolean = table.mode.indices.forall { i =>
    (table.mode(i) match {
      case NodeMode.Leq | NodeMode.Lt | NodeMode.Gte | NodeMode.Gt =>
        table.threshold(i).toFloat.toDouble == table.threshold(i)
      case NodeMode.Leaf => true
      case _             => false
    }) && table.mode.length < Int.MaxValue / (2 * Stride)
  }

  /** The trees of the table, laid out. */
  def of(table: TreeTable): KeyForest = {
    val count = table.mode.length
    val nodes = new Array[Int](count * Stride)
    val place = new Array[Int](count)
    val depth = new Array[Int](count)
    // Breadth first, tree after tree: the top of a tree is what every row meets.
    var next = 0
    val roots = table.roots.map { root =>
      val open = new java.util.ArrayDeque[Integer]
      place(root) = next
      next += 1
      open.add(root)
      while (!open.isEmpty) {
        val node: Int = open.poll()
        if (table.leafOf(node) < 0) {
          val (low, high) = children(table, node)
          place(low) = next
          place(high) = next + 1
          next += 2
          depth(low) = depth(node) + 1
          depth(high) = depth(node) + 1
          open.add(low)
          open.add(high)
        }
      }
      place(root) * Stride
    }
    val twoSlots = table.mode.indices.exists(i => table.leafOf(i) < 0 && lowWhenMissing(table, i))
    val features = table.features
    table.mode.indices.foreach { i =>
      val at = place(i) * Stride
      if (table.leafOf(i) < 0) {
        val key = KeyForest.key(table.threshold(i).toFloat)
        val strict = table.mode(i) == NodeMode.Lt || table.mode(i) == NodeMode.Gte
        nodes(at + Slot) = table.feature(i) + (if (lowWhenMissing(table, i)) features else 0)
        nodes(at + Key) = if (strict) key - 1 else key
        nodes(at + Child) = place(children(table, i)._1) * Stride
        nodes(at + Leaf) = -1
      } else {
        nodes(at + Key) = Int.MaxValue
        nodes(at + Child) = at
        nodes(at + Leaf) = table.leafOf(i)
      }
    }
    new KeyForest(
      nodes,
      roots,
      deepest(table, depth),
      features,
      // A forest of single leaves asks for no feature; its slot 0 is still read.
      (if (twoSlots) 2 * features else features).max(1)
    )
  }

  // The child of small values first.
  private def children(table: TreeTable, i: Int): (Int, Int) =
    if (below(table.mode(i))) (table.yes(i), table.no(i)) else (table.no(i), table.yes(i))

  private def below(mode: NodeMode): Boolean = mode == NodeMode.Leq || mode == NodeMode.Lt

  private def lowWhenMissing(table: TreeTable, i: Int): Boolean =
    below(table.mode(i)) == table.missingYes(i)

  // The depth of the deepest of each four trees.
  private def deepest(table: TreeTable, depth: Array[Int]): Array[Int] = {
    val byTree = table.roots.map { root =>
      var most = 0
      val open = new java.util.ArrayDeque[Integer]
      open.push(root)
      while (!open.isEmpty) {
        val node: Int = open.pop()
        most = most.max(depth(node))
        if (table.leafOf(node) < 0) {
          open.push(table.yes(node))
          open.push(table.no(node))
        }
      }
      most
    }
    byTree.grouped(4).map(_.max).toArray
  }
}
