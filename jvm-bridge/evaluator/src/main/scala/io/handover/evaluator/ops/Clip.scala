package io.handover.evaluator.ops

import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Tensor}

/** Elements held between two bounds (ONNX Clip, opset 6 on; the bounds are inputs from 11 on). */
private[ops] object Clip extends Operator("", "Clip", 6, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    val kind = node.kind(0, Kind.numeric)
    val low = node.float("min")
    val high = node.float("max")
    Compiled(kind)(new ClipKernel(low, high, node.has(1), node.has(2)))
  }
}

private[ops] final class ClipKernel(
    low: Option[Float],
    high: Option[Float],
    hasLow: Boolean,
    hasHigh: Boolean
) extends Kernel {

  def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
    val a = in(0)
    val to = out(0)
    to.resizeLike(a)
    var i = 0
    to.kind match {
      case Kind.F32 =>
        val least = if (hasLow) in(1).floats(0) else low.getOrElse(Float.MinValue)
        val most = if (hasHigh) in(2).floats(0) else high.getOrElse(Float.MaxValue)
        while (i < to.size) {
          val x = a.floats(i)
          val raised = if (x < least) least else x
          to.floats(i) = if (raised > most) most else raised
          i += 1
        }
      case Kind.F64 =>
        val least = if (hasLow) in(1).doubles(0) else low.fold(Double.MinValue)(_.toDouble)
        val most = if (hasHigh) in(2).doubles(0) else high.fold(Double.MaxValue)(_.toDouble)
        while (i < to.size) {
          val x = a.doubles(i)
          val raised = if (x < least) least else x
          to.doubles(i) = if (raised > most) most else raised
          i += 1
        }
      case Kind.I32 =>
        val least = if (hasLow) in(1).ints(0) else Int.MinValue
        val most = if (hasHigh) in(2).ints(0) else Int.MaxValue
        while (i < to.size) {
          to.ints(i) = a.ints(i).max(least).min(most)
          i += 1
        }
      case _ =>
        val least = if (hasLow) in(1).longs(0) else Long.MinValue
        val most = if (hasHigh) in(2).longs(0) else Long.MaxValue
        while (i < to.size) {
          to.longs(i) = a.longs(i).max(least).min(most)
          i += 1
        }
    }
  }
}
