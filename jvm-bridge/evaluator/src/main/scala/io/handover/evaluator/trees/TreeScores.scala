package io.handover.evaluator.trees

import io.handover.evaluator.tensor.Tensor

/** The scores of rows: what the leaves of all trees add up to, in the order of the trees.
  *
  * One adds with floats where the input is of floats: the sum of two floats rounded from a double
  * is their float sum, so one loop serves both.
  */
private[trees] final class TreeScores(
    finder: LeafFinder,
    leaves: Leaves,
    aggregate: Aggregate,
    targets: Int,
    single: Boolean
) {

  private val rows = finder.rows()
  private var found = Array.emptyIntArray

  /** The scores of the last rows: `targets` a row. */
  var scores: Array[Double] = Array.emptyDoubleArray

  /** Whether a leaf added to a score. */
  var present: Array[Boolean] = Array.emptyBooleanArray

  /** Scores `count` rows from `first` on. */
  def apply(x: Tensor, first: Int, count: Int): Unit = {
    if (found.length < finder.trees * count) found = new Array[Int](finder.trees * count)
    if (scores.length < count * targets) {
      scores = new Array[Double](count * targets)
      present = new Array[Boolean](count * targets)
    }
    java.util.Arrays.fill(scores, 0, count * targets, 0d)
    java.util.Arrays.fill(present, 0, count * targets, false)
    rows.find(x, first, count, found)
    var tree = 0
    while (tree < finder.trees) {
      var row = 0
      while (row < count) {
        add(found(tree * count + row), row * targets)
        row += 1
      }
      tree += 1
    }
  }

  /** The number as the trees compute: rounded to a float when they do. */
  def round(value: Double): Double = if (single) value.toFloat.toDouble else value

  private def add(leaf: Int, from: Int): Unit = {
    var i = leaves.start(leaf)
    val end = leaves.start(leaf + 1)
    while (i < end) {
      val at = from + leaves.target(i)
      scores(at) = round(aggregate.combine(scores(at), leaves.value(i), !present(at)))
      present(at) = true
      i += 1
    }
  }
}

private[trees] object TreeScores {

  /** How many rows go down the trees at a time. */
  val Block: Int = 64
}
