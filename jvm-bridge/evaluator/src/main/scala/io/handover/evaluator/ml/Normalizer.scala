package io.handover.evaluator.ml

import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Tensor}

/** Rows divided by their norm (ai.onnx.ml Normalizer); a row of zeros stays as it is. */
private[ml] object Normalizer extends Operator(Operator.Ml, "Normalizer", 1, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    node.kind(0, Kind.numeric)
    val norm = node.choice("norm", "MAX", "MAX|L1|L2")
    Compiled.buffered(Kind.F32)(new NormalizerKernel(norm))
  }
}

private[ml] final class NormalizerKernel(norm: String) extends Kernel {

  private val buffer = new Tensor(Kind.F32)

  def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
    val a = in(0)
    val to = out(0)
    val width = MlInput.width(a)
    val rows = MlInput.rows(a)
    val x = MlInput.floats(a, buffer)
    to.resizeLike(a)
    var row = 0
    while (row < rows) {
      val from = row * width
      norm match {
        case "MAX" => byLargest(x, to.floats, from, width)
        case "L1"  => bySum(x, to.floats, from, width)
        case _     => byRoot(x, to.floats, from, width)
      }
      row += 1
    }
  }

  private def byLargest(x: Array[Float], to: Array[Float], from: Int, width: Int): Unit = {
    var most = Float.MinValue
    var i = from
    while (i < from + width) {
      if (x(i) > most) most = x(i)
      i += 1
    }
    scale(x, to, from, width, most)
  }

  private def bySum(x: Array[Float], to: Array[Float], from: Int, width: Int): Unit = {
    var sum = 0f
    var i = from
    while (i < from + width) {
      sum += Math.abs(x(i))
      i += 1
    }
    scale(x, to, from, width, sum)
  }

  private def byRoot(x: Array[Float], to: Array[Float], from: Int, width: Int): Unit = {
    var sum = 0f
    var i = from
    while (i < from + width) {
      sum += x(i) * x(i)
      i += 1
    }
    // The sign of each element with the root of its share, as ONNX Runtime computes it.
    i = from
    while (i < from + width) {
      to(i) =
        if (sum == 0f) x(i)
        else {
          val share = Math.sqrt((x(i) * x(i) / sum).toDouble).toFloat
          if (x(i) < 0f) -share else share
        }
      i += 1
    }
  }

  private def scale(x: Array[Float], to: Array[Float], from: Int, width: Int, by: Float): Unit = {
    var i = from
    while (i < from + width) {
      to(i) = if (by == 0f) x(i) else x(i) / by
      i += 1
    }
  }
}
