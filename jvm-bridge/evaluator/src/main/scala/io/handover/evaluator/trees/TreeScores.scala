package io.handover.evaluator.trees

import io.handover.evaluator.tensor.Tensor

/** The scores of rows: what the leaves of all trees add up to, in the order of the trees.
  *
  * One adds with floats where the input is of floats: the sum of two floats rounded from a double
  * is their float sum, so one loop serves both; the usual case has a faster one.
  *
  * @param fast
  *   that of the usual case, null in any other ([[TreeScores.fast]])
  */
private[trees] final class TreeScores(
    finder: LeafFinder,
    leaves: Leaves,
    aggregate: Aggregate,
    targets: Int,
    single: Boolean,
    fast: FloatSums
) {

  private val rows = finder.rows()
  private var found = new Array[Int](0)

  /** The scores of the last rows: `targets` a row. */
  var scores: Array[Double] = new Array[Double](0)

  /** Whether a leaf added to a score. */
  var present: Array[Boolean] = new Array[Boolean](0)

  private var sums = new Array[Float](0)

  /** Scores `count` rows from `first` on. */
  def apply(x: Array[Tensor], first: Int, count: Int): Unit = {
    if (found.length < finder.trees * count) found = new Array[Int](finder.trees * count)
    if (scores.length < count * targets) {
      scores = new Array[Double](count * targets)
      present = new Array[Boolean](count * targets)
    }
    java.util.Arrays.fill(scores, 0, count * targets, 0d)
    java.util.Arrays.fill(present, 0, count * targets, false)
    rows.find(x, first, count, found)
    if (fast != null) addFast(fast, count) else addEach(count)
  }

  private def addFast(adder: FloatSums, count: Int): Unit = {
    val width = adder.targets.length
    if (sums.length < count * width) sums = new Array[Float](count * width)
    java.util.Arrays.fill(sums, 0, count * width, 0f)
    adder.add(found, finder.trees, count, sums)
    var row = 0
    while (row < count) {
      var k = 0
      while (k < width) {
        val at = row * targets + adder.targets(k)
        scores(at) = sums(row * width + k).toDouble
        present(at) = true
        k += 1
      }
      row += 1
    }
  }

  private def addEach(count: Int): Unit = {
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
  final val Block = 64

  /** The sums of floats that all rows share, null where leaves are not added as floats or not
    * evenly.
    */
  def fast(leaves: Leaves, aggregate: Aggregate, single: Boolean): FloatSums =
    if (single && (aggregate == Aggregate.Sum || aggregate == Aggregate.Average))
      FloatSums.of(leaves)
    else null
}
