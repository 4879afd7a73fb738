package io.handover.evaluator.trees

import java.util.HashSet

/** Sums of floats where every leaf weighs the same targets once each, as converters write it.
  *
  * @param targets
  *   the targets that every leaf weighs, in order
  * @param values
  *   the weights of leaf after leaf
  */
private[trees] final class FloatSums private (val targets: Array[Int], values: Array[Float]) {

  private val width = targets.length

  /** Adds the leaves of `trees` trees for `count` rows to `sums`, `width` a row. */
  def add(leaves: Array[Int], trees: Int, count: Int, sums: Array[Float]): Unit =
    if (width == 1) addSingle(leaves, trees, count, sums)
    else {
      var tree = 0
      while (tree < trees) {
        var row = 0
        while (row < count) {
          val from = leaves(tree * count + row) * width
          val to = row * width
          var k = 0
          while (k < width) {
            sums(to + k) += values(from + k)
            k += 1
          }
          row += 1
        }
        tree += 1
      }
    }

  private def addSingle(leaves: Array[Int], trees: Int, count: Int, sums: Array[Float]): Unit = {
    var tree = 0
    while (tree < trees) {
      var row = 0
      while (row < count) {
        sums(row) += values(leaves(tree * count + row))
        row += 1
      }
      tree += 1
    }
  }
}

private[trees] object FloatSums {

  /** The sums over these leaves, when all of them weigh the same targets once; else null. */
  def of(leaves: Leaves): FloatSums = {
    val width = if (leaves.count == 0) 0 else leaves.start(1)
    val even = width > 0 && leaves.target.length == leaves.count * width && once(leaves, width)
    if (!even) null
    else {
      val repeating = new Repeating(leaves, width)
      repeating.run(leaves.target.length)
      if (repeating.holds)
        new FloatSums(java.util.Arrays.copyOf(leaves.target, width), repeating.values)
      else null
    }
  }

  // Whether the first leaf weighs each of its targets once.
  private def once(leaves: Leaves, width: Int): Boolean = {
    val seen = new HashSet[Int]
    var i = 0
    while (i < width && seen.add(leaves.target(i))) i += 1
    i == width
  }

  private final class Repeating(leaves: Leaves, width: Int) extends ColdLoop {

    val values: Array[Float] = new Array[Float](leaves.target.length)
    var holds: Boolean = true
    private var inLeaf = 0
    private var leaf = 0

    protected def piece(from: Int, until: Int): Unit = {
      val values = this.values
      val value = leaves.value
      val target = leaves.target
      var i = from
      while (i < until) {
        values(i) = value(i).toFloat
        if (target(i) != target(inLeaf) || leaves.start(leaf) != i - inLeaf) holds = false
        inLeaf += 1
        if (inLeaf == width) {
          inLeaf = 0
          leaf += 1
        }
        i += 1
      }
    }
  }
}
