package io.handover.evaluator.ml

/** Class probabilities out of the scores of pairs of classes: Platt's sigmoid, then the second
  * method of Wu, Lin and Weng (2004), in single precision as ONNX Runtime computes it.
  */
private[ml] final class PairwiseCoupling(classes: Int) {

  private val r = new Array[Float](classes * classes)
  private val q = new Array[Float](classes * classes)
  private val qp = new Array[Float](classes)

  /** Writes the probabilities to `p` from `at` on. */
  def apply(
      scores: Array[Float],
      probA: Array[Float],
      probB: Array[Float],
      p: Array[Float],
      at: Int
  ): Unit = {
    var pair = 0
    var i = 0
    while (i < classes - 1) {
      var j = i + 1
      while (j < classes) {
        val raw = 1f - PostTransform.logistic(scores(pair) * probA(pair) + probB(pair))
        val held = Math.min(Math.max(raw, 1.0e-7f), 1f - 1.0e-7f)
        r(i * classes + j) = held
        r(j * classes + i) = 1f - held
        pair += 1
        j += 1
      }
      i += 1
    }
    prepare(p, at)
    var step = 0
    var going = true
    while (going && step < 100) {
      going = improve(p, at)
      step += 1
    }
  }

  private def prepare(p: Array[Float], at: Int): Unit = {
    java.util.Arrays.fill(q, 0f)
    var i = 0
    while (i < classes) {
      p(at + i) = 1f / classes.toFloat
      var j = 0
      while (j < i) {
        q(i * classes + i) += r(j * classes + i) * r(j * classes + i)
        q(i * classes + j) = q(j * classes + i)
        j += 1
      }
      j = i + 1
      while (j < classes) {
        q(i * classes + i) += r(j * classes + i) * r(j * classes + i)
        q(i * classes + j) = -r(j * classes + i) * r(i * classes + j)
        j += 1
      }
      i += 1
    }
  }

  private def improve(p: Array[Float], at: Int): Boolean = {
    var pqp = 0f
    var i = 0
    while (i < classes) {
      qp(i) = 0f
      var j = 0
      while (j < classes) {
        qp(i) += q(i * classes + j) * p(at + j)
        j += 1
      }
      pqp += p(at + i) * qp(i)
      i += 1
    }
    var error = 0f
    i = 0
    while (i < classes) {
      error = Math.max(error, Math.abs(qp(i) - pqp))
      i += 1
    }
    val going = !(error < 0.005f / classes.toFloat)
    i = 0
    while (going && i < classes) {
      val own = q(i * classes + i)
      val diff = (-qp(i) + pqp) / own
      p(at + i) += diff
      pqp = (pqp + diff * (diff * own + 2f * qp(i))) / (1f + diff) / (1f + diff)
      var j = 0
      while (j < classes) {
        qp(j) = (qp(j) + diff * q(i * classes + j)) / (1f + diff)
        p(at + j) = p(at + j) / (1f + diff)
        j += 1
      }
      i += 1
    }
    going
  }
}
