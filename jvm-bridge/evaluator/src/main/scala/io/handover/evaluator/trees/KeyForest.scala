package io.handover.evaluator.trees

import io.handover.evaluator.ml.MlInput
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
private[trees] final class KeyForest(
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

    private var keys = new Array[Int](0)

    def find(x: Array[Tensor], first: Int, count: Int, leaves: Array[Int]): Unit = {
      if (keys.length < count * slots) keys = new Array[Int](count * slots)
      LeafFinder.checkWidth(x, features)
      var from = 0
      var part = 0
      while (from < features) {
        val width = MlInput.width(x(part))
        val used = Math.min(width, features - from)
        var row = 0
        while (row < count) {
          val source = (first + row) * width
          if (x(part).kind == Kind.F32) fill(x(part).floats, source, used, row * slots + from)
          else fillWhole(x(part), source, used, row * slots + from)
          row += 1
        }
        from += width
        part += 1
      }
      if (count == 1) oneRow(leaves) else manyRows(count, leaves)
    }

    private def fill(x: Array[Float], from: Int, count: Int, to: Int): Unit = {
      var i = 0
      while (i < count) {
        put(x(from + i), to + i)
        i += 1
      }
    }

    private def fillWhole(x: Tensor, from: Int, count: Int, to: Int): Unit = {
      var i = 0
      while (i < count) {
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
  private final val Shallow = 8

  /** An integer that orders as the float does; both zeros are one, NaN has no order. */
  def key(value: Float): Int = {
    val bits = floatToRawIntBits(value + 0f)
    bits ^ (bits >> 31 & Int.MaxValue)
  }
}
