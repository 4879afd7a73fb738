package io.handover.evaluator.ml

import io.handover.evaluator.ops.{Libm, Mlas}
import io.handover.evaluator.plan.{Exactness, NodeScope}

/** What ai.onnx.ml operators make of the scores of one row, last of all.
  *
  * A trait, so that the class verifier does not load all of them to see that each is one.
  */
private[evaluator] sealed trait PostTransform {

  /** How near the scores are to ONNX Runtime's. */
  def exactness: Exactness

  /** Transforms `count` scores in place. */
  def apply(scores: Array[Float], from: Int, count: Int): Unit
}

private[evaluator] object PostTransform {

  /** Scores as they are. */
  case object None extends PostTransform {
    def exactness: Exactness = Exactness.Bits
    def apply(scores: Array[Float], from: Int, count: Int): Unit = ()
  }

  /** 1 / (1 + e^-x) each. */
  case object Logistic extends PostTransform {
    def exactness: Exactness = Exactness.Ulp(1)
    def apply(scores: Array[Float], from: Int, count: Int): Unit = {
      var i = from
      while (i < from + count) {
        scores(i) = logistic(scores(i))
        i += 1
      }
    }
  }

  /** Logistic, computed as ONNX Runtime's linear operators do. */
  case object VectorLogistic extends PostTransform {
    def exactness: Exactness = Exactness.BitsOnFma
    def apply(scores: Array[Float], from: Int, count: Int): Unit = {
      var i = from
      while (i < from + count) {
        scores(i) = Mlas.logistic(scores(i))
        i += 1
      }
    }
  }

  /** Shares that sum to 1. */
  case object Softmax extends PostTransform {
    def exactness: Exactness = Exactness.Ulp(1)
    def apply(scores: Array[Float], from: Int, count: Int): Unit = {
      val most = largest(scores, from, count)
      var sum = 0f
      var i = from
      while (i < from + count) {
        scores(i) = Libm.exp(scores(i) - most)
        sum += scores(i)
        i += 1
      }
      divide(scores, from, count, sum)
    }
  }

  /** Softmax, but scores of nearly 0 stay that. */
  case object SoftmaxZero extends PostTransform {
    def exactness: Exactness = Exactness.Ulp(1)
    def apply(scores: Array[Float], from: Int, count: Int): Unit = {
      val most = largest(scores, from, count)
      val small = Libm.exp(-most)
      var sum = 0f
      var i = from
      while (i < from + count) {
        val x = scores(i)
        if (x > 0.0000001f || x < -0.0000001f) {
          scores(i) = Libm.exp(x - most)
          sum += scores(i)
        } else scores(i) = x * small
        i += 1
      }
      divide(scores, from, count, sum)
    }
  }

  /** The inverse of the normal distribution, by the approximation of Winitzki. */
  case object Probit extends PostTransform {
    def exactness: Exactness = Exactness.Ulp(4)
    def apply(scores: Array[Float], from: Int, count: Int): Unit = {
      var i = from
      while (i < from + count) {
        scores(i) = 1.41421356f * inverseErf(2f * scores(i) - 1f)
        i += 1
      }
    }
  }

  /** The transform that attribute `post_transform` names. */
  def of(node: NodeScope): PostTransform =
    node.choice("post_transform", "NONE", "NONE|LOGISTIC|SOFTMAX|SOFTMAX_ZERO|PROBIT") match {
      case "LOGISTIC"     => Logistic
      case "SOFTMAX"      => Softmax
      case "SOFTMAX_ZERO" => SoftmaxZero
      case "PROBIT"       => Probit
      case _              => None
    }

  /** The transform as linear and support-vector operators compute it. */
  def vector(transform: PostTransform): PostTransform =
    if (transform == Logistic) VectorLogistic else transform

  /** 1 / (1 + e^-x), of the absolute value first. */
  def logistic(x: Float): Float = {
    val v = 1f / (1f + Libm.exp(-Math.abs(x)))
    if (x < 0f) 1f - v else v
  }

  private def largest(scores: Array[Float], from: Int, count: Int): Float = {
    var most = -Float.MaxValue
    var i = from
    while (i < from + count) {
      if (scores(i) > most) most = scores(i)
      i += 1
    }
    most
  }

  private def divide(scores: Array[Float], from: Int, count: Int, sum: Float): Unit = {
    var i = from
    while (i < from + count) {
      scores(i) = scores(i) / sum
      i += 1
    }
  }

  private def inverseErf(x: Float): Float = {
    val sign = if (x < 0) -1f else 1f
    val log = StrictMath.log(((1f - x) * (1f + x)).toDouble).toFloat
    val v = 2f / (3.14159f * 0.147f) + 0.5f * log
    val v2 = 1f / 0.147f * log
    val v3 = -v + Math.sqrt((v * v - v2).toDouble).toFloat
    sign * Math.sqrt(v3.toDouble).toFloat
  }
}
