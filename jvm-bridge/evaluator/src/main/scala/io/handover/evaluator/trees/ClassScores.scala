package io.handover.evaluator.trees

import io.handover.evaluator.ml.{ClassLabels, PostTransform}
import io.handover.evaluator.tensor.{Kind, Tensor}

/** The label and the class scores of a row, by the rules of ONNX Runtime's tree classifier, which
  * the specification leaves open for two classes.
  *
  * @param oneWeighted
  *   whether all leaves weigh the same one class: of two classes the other follows from it
  */
private[trees] final class ClassScores(
    labels: ClassLabels,
    base: Array[Double],
    transform: PostTransform,
    oneWeighted: Boolean,
    allPositive: Boolean
) {

  private val classes = labels.count

  /** Writes label and scores of the row whose sums begin at `from`. */
  def apply(sums: TreeScores, from: Int, row: Int, label: Tensor, scores: Tensor): Unit =
    if (classes == 1) single(sums, from, row, label, scores)
    else if (classes == 2) two(sums, from, row, label, scores)
    else many(sums, from, row, label, scores)

  private def many(sums: TreeScores, from: Int, row: Int, label: Tensor, scores: Tensor): Unit = {
    var k = 0
    while (k < base.length && k < classes) {
      sums.scores(from + k) = sums.round(sums.scores(from + k) + base(k))
      sums.present(from + k) = true
      k += 1
    }
    var best = -1
    k = 0
    while (k < classes) {
      if (sums.present(from + k) && (best < 0 || sums.scores(from + k) > sums.scores(from + best)))
        best = k
      k += 1
    }
    labels.write(label, row, Math.max(best, 0))
    k = 0
    while (k < classes) {
      scores.floats(row * classes + k) = sums.scores(from + k).toFloat
      k += 1
    }
    transform(scores.floats, row * classes, classes)
  }

  private def single(sums: TreeScores, from: Int, row: Int, label: Tensor, scores: Tensor): Unit = {
    val shift = if (base.length == 1) base(0) else if (base.length == 2) base(1) else 0d
    val score = sums.round(sums.scores(from) + shift)
    writeSign(label, row, score > 0)
    scores.floats(row) = score.toFloat
    if (transform == PostTransform.Probit) transform(scores.floats, row, 1)
  }

  private def two(sums: TreeScores, from: Int, row: Int, label: Tensor, scores: Tensor): Unit = {
    var low = sums.scores(from)
    var high = sums.scores(from + 1)
    val hasHigh = sums.present(from + 1)
    if (base.length == 2) {
      if (hasHigh) {
        high = sums.round(base(1) + low)
        low = -high
      } else {
        high = sums.round(high + base(1))
        low = sums.round(low + base(0))
      }
    } else if (base.length == 1) low = sums.round(low + base(0))
    val decisive = if (hasHigh) high else if (sums.present(from)) low else 0d
    if (oneWeighted)
      labels.write(label, row, if (decisive > (if (allPositive) 0.5 else 0d)) 1 else 0)
    else writeSign(label, row, decisive > 0)
    // A class that no leaf of the row weighs has no score, whatever its base value is.
    if (!sums.present(from)) low = 0d
    if (!hasHigh) high = 0d
    val at = row * 2
    val to = scores.floats
    if (base.length == 2 || hasHigh) {
      to(at) = low.toFloat
      to(at + 1) = high.toFloat
      transform(to, at, 2)
    } else fromOne(low.toFloat, to, at)
  }

  // The second score out of the only one.
  private def fromOne(score: Float, to: Array[Float], at: Int): Unit = {
    to(at + 1) = score
    if (transform == PostTransform.Probit) {
      to(at) = score
      transform(to, at, 1)
      to(at + 1) = 0f
    } else if (transform == PostTransform.Logistic) {
      to(at) = PostTransform.logistic(-score)
      to(at + 1) = PostTransform.logistic(score)
    } else if (oneWeighted && allPositive) to(at) = 1f - score
    else to(at) = -score
  }

  // Text labels of two differently weighted classes are looked up, whole numbers are not.
  private def writeSign(label: Tensor, row: Int, positive: Boolean): Unit =
    if (labels.kind == Kind.Text && classes == 2)
      labels.write(label, row, if (positive) 1 else 0)
    else labels.writeSign(label, row, positive)
}
