package io.handover.evaluator.trees

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

  /** The sums over these leaves, when all of them weigh the same targets once. */
  def of(leaves: Leaves): Option[FloatSums] = {
    val width = if (leaves.count == 0) 0 else leaves.start(1)
    val targets = leaves.target.take(width)
    val even = width > 0 && targets.distinct.length == width &&
      leaves.target.length == leaves.count * width && repeats(leaves, targets)
    Option.when(even)(new FloatSums(targets, leaves.value.map(_.toFloat)))
  }

  private def repeats(leaves: Leaves, targets: Array[Int]): Boolean = {
    var i = 0
    while (
      i < leaves.target.length && leaves.target(i) == targets(i % targets.length) &&
      leaves.start(i / targets.length) == i - i % targets.length
    ) i += 1
    i == leaves.target.length
  }
}
