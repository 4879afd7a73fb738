package io.handover.evaluator.trees

import io.handover.evaluator.tensor.{Kind, Tensor}
import java.lang.Float.floatToRawIntBits

/** Trees laid out for the cache, of nodes that compare floats by order.
  *
  * Floats become integers of the same order, so that one comparison serves every mode: `x < t` is
  * `x <= t - 1`, `x > t` is the same with swapped branches, and NaN is the largest or the smallest
  * integer as its branch wants it (a feature has a second slot where both are wanted). A node is
  * one long: threshold, first child, slot. The two children of a node stand side by side, so a step
  * is a subtraction and an addition without a branch; a leaf is its own child, so several walks go
  * on together until none of them moves.
  *
  * @param nodes
  *   the threshold in the upper half; in the lower half the first child above the slot
  * @param leafOf
  *   the leaf that a node is
  * @param depths
  *   the depth of the deepest of each four trees
  */
private[trees] final class KeyForest private (
    nodes: Array[Long],
    leafOf: Array[Int],
    roots: Array[Int],
    depths: Array[Int],
    features: Int,
    slots: Int,
    slotBits: Int
) extends LeafFinder {

  val trees: Int = roots.length

  private val slotMask = (1 << slotBits) - 1

  def rows(): LeafFinder.Rows = new LeafFinder.Rows {

    private var keys = Array.emptyIntArray

    def find(x: Tensor, first: Int, count: Int, leaves: Array[Int]): Unit = {
      if (keys.length < count * slots) keys = new Array[Int](count * slots)
      val width = RowWidth.of(x)
      LeafFinder.checkWidth(width, features)
      var row = 0
      while (row < count) {
        if (x.kind == Kind.F32) fill(x.floats, (first + row) * width, row * slots)
        else fillWhole(x, (first + row) * width, row * slots)
        row += 1
      }
      if (count == 1) oneRow(leaves) else manyRows(count, leaves)
    }

    private def fill(x: Array[Float], from: Int, to: Int): Unit = {
      var i = 0
      while (i < features) {
        put(x(from + i), to + i)
        i += 1
      }
    }

    private def fillWhole(x: Tensor, from: Int, to: Int): Unit = {
      var i = 0
      while (i < features) {
        put(x.wholeAt(from + i).toFloat, to + i)
        i += 1
      }
    }

    private def put(value: Float, at: Int): Unit = {
      val missing = value != value
      val key = KeyForest.key(value)
      keys(at) = if (missing) Int.MaxValue else key
      if (slots > features) keys(at + features) = if (missing) Int.MinValue else key
    }

    // Four trees at a time: their loads do not wait for each other.
    private def oneRow(leaves: Array[Int]): Unit = {
      val k = keys
      var tree = 0
      while (tree + 3 < trees) {
        var a = roots(tree)
        var b = roots(tree + 1)
        var c = roots(tree + 2)
        var d = roots(tree + 3)
        if (depths(tree >> 2) <= KeyForest.Shallow) {
          var steps = depths(tree >> 2)
          while (steps > 0) {
            a = step(nodes(a), k, 0)
            b = step(nodes(b), k, 0)
            c = step(nodes(c), k, 0)
            d = step(nodes(d), k, 0)
            steps -= 1
          }
        } else {
          var moved = true
          while (moved) {
            val p = a
            val q = b
            val r = c
            val s = d
            a = step(nodes(p), k, 0)
            b = step(nodes(q), k, 0)
            c = step(nodes(r), k, 0)
            d = step(nodes(s), k, 0)
            moved = ((a ^ p) | (b ^ q) | (c ^ r) | (d ^ s)) != 0
          }
        }
        leaves(tree) = leafOf(a)
        leaves(tree + 1) = leafOf(b)
        leaves(tree + 2) = leafOf(c)
        leaves(tree + 3) = leafOf(d)
        tree += 4
      }
      while (tree < trees) {
        leaves(tree) = walk(roots(tree), 0)
        tree += 1
      }
    }

    // Four rows at a time down one tree, while the tree is in the cache.
    private def manyRows(count: Int, leaves: Array[Int]): Unit = {
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
          if (depth <= KeyForest.Shallow) {
            var steps = depth
            while (steps > 0) {
              a = step(nodes(a), k, ka)
              b = step(nodes(b), k, kb)
              c = step(nodes(c), k, kc)
              d = step(nodes(d), k, kd)
              steps -= 1
            }
          } else {
            var moved = true
            while (moved) {
              val p = a
              val q = b
              val r = c
              val s = d
              a = step(nodes(p), k, ka)
              b = step(nodes(q), k, kb)
              c = step(nodes(r), k, kc)
              d = step(nodes(s), k, kd)
              moved = ((a ^ p) | (b ^ q) | (c ^ r) | (d ^ s)) != 0
            }
          }
          leaves(target + row) = leafOf(a)
          leaves(target + row + 1) = leafOf(b)
          leaves(target + row + 2) = leafOf(c)
          leaves(target + row + 3) = leafOf(d)
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
      var before = -1
      while (node != before) {
        before = node
        node = step(nodes(node), keys, from)
      }
      leafOf(node)
    }

    // The sign of threshold minus key: 1 when the key is greater.
    private def step(node: Long, k: Array[Int], from: Int): Int = {
      val low = node.toInt
      (low >>> slotBits) + (((node >> 32) - k(from + (low & slotMask)).toLong) >>> 63).toInt
    }
  }
}

private[trees] object KeyForest {

  /** Trees of at most this depth are walked to the end without asking whether a leaf is reached. */
  private val Shallow = 8

  /** An integer that orders as the float does; both zeros are one, NaN has no order. */
  def key(value: Float): Int = {
    val bits = floatToRawIntBits(value + 0f)
    bits ^ (bits >> 31 & Int.MaxValue)
  }

  /** Whether every branch compares by order with a float, and a node fits a long. */
  def suits(table: TreeTable): Boolean = {
    val ordered = table.mode.indices.forall { i =>
      table.mode(i) match {
        case NodeMode.Leq | NodeMode.Lt | NodeMode.Gte | NodeMode.Gt =>
          table.threshold(i).toFloat.toDouble == table.threshold(i)
        case NodeMode.Leaf => true
        case _             => false
      }
    }
    ordered && table.mode.length.toLong <= (1L << (32 - bitsFor(slotsOf(table))))
  }

  /** The trees of the table, laid out. */
  def of(table: TreeTable): KeyForest = {
    val (place, depths) = placed(table)
    val slots = slotsOf(table)
    val slotBits = bitsFor(slots)
    val nodes = new Array[Long](table.mode.length)
    val leafOf = new Array[Int](table.mode.length)
    table.mode.indices.foreach { i =>
      val at = place(i)
      leafOf(at) = table.leafOf(i)
      nodes(at) =
        if (table.leafOf(i) >= 0) packed(Int.MaxValue, at, 0, slotBits)
        else {
          val key = KeyForest.key(table.threshold(i).toFloat)
          val strict = table.mode(i) == NodeMode.Lt || table.mode(i) == NodeMode.Gte
          val slot = table.feature(i) + (if (lowWhenMissing(table, i)) table.features else 0)
          packed(if (strict) key - 1 else key, place(children(table, i)._1), slot, slotBits)
        }
    }
    new KeyForest(
      nodes,
      leafOf,
      table.roots.map(place(_)),
      depths.grouped(4).map(_.max).toArray,
      table.features,
      slots,
      slotBits
    )
  }

  private def packed(key: Int, child: Int, slot: Int, slotBits: Int): Long =
    key.toLong << 32 | (child.toLong << slotBits | slot.toLong) & 0xffffffffL

  // Depth first, tree after tree, children side by side: the end of a walk stays within a few lines
  // of the cache. For 62,000 nodes one row took 0.8 of the time that breadth first took.
  private def placed(table: TreeTable): (Array[Int], Array[Int]) = {
    val place = new Array[Int](table.mode.length)
    val depth = new Array[Int](table.mode.length)
    var next = 0
    val depths = table.roots.map { root =>
      val open = new java.util.ArrayDeque[Integer]
      var deepest = 0
      place(root) = next
      next += 1
      open.push(root)
      while (!open.isEmpty) {
        val node: Int = open.pop()
        deepest = deepest.max(depth(node))
        if (table.leafOf(node) < 0) {
          val (low, high) = children(table, node)
          place(low) = next
          place(high) = next + 1
          next += 2
          depth(low) = depth(node) + 1
          depth(high) = depth(node) + 1
          open.push(high)
          open.push(low)
        }
      }
      deepest
    }
    (place, depths)
  }

  // A forest of single leaves asks for no feature; its slot 0 is still read.
  private def slotsOf(table: TreeTable): Int = {
    val second = table.mode.indices.exists(i => table.leafOf(i) < 0 && lowWhenMissing(table, i))
    (if (second) 2 * table.features else table.features).max(1)
  }

  private def bitsFor(slots: Int): Int = 32 - Integer.numberOfLeadingZeros(slots - 1)

  // The child of small values first.
  private def children(table: TreeTable, i: Int): (Int, Int) =
    if (below(table.mode(i))) (table.yes(i), table.no(i)) else (table.no(i), table.yes(i))

  private def below(mode: NodeMode): Boolean = mode == NodeMode.Leq || mode == NodeMode.Lt

  private def lowWhenMissing(table: TreeTable, i: Int): Boolean =
    below(table.mode(i)) == table.missingYes(i)
}
