package io.handover.evaluator.ops

import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Refusal, Tensor}

/** Sums of everything so far along an axis (ONNX CumSum, opset 11 on). */
private[ops] object CumSum extends Operator("", "CumSum", 11, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    node.kind(1, Kind.whole)
    val exclusive = node.long("exclusive", 0L) != 0
    val reverse = node.long("reverse", 0L) != 0
    Compiled(node.kind(0, Kind.numeric))(new CumSumKernel(exclusive, reverse))
  }
}

private[ops] final class CumSumKernel(exclusive: Boolean, reverse: Boolean) extends Kernel {

  def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
    val a = in(0)
    val to = out(0)
    if (in(1).size != 1) throw Refusal.shape("the axis is not one number", in(1))
    val at = Axis.of(in(1).wholeAt(0), a.rank)
    to.resizeLike(a)
    val length = a.dim(at)
    val inner = a.span(at + 1, a.rank)
    val step = if (reverse) -inner else inner
    val groups = if (length == 0) 0 else a.size / length
    var group = 0
    while (group < groups) {
      val start = group / inner * length * inner + group % inner +
        (if (reverse) (length - 1) * inner else 0)
      a.kind match {
        case Kind.F32 =>
          var sum = 0f
          (0 until length).foreach { j =>
            val before = sum
            sum += a.floats(start + j * step)
            to.floats(start + j * step) = if (exclusive) before else sum
          }
        case Kind.F64 =>
          var sum = 0d
          (0 until length).foreach { j =>
            val before = sum
            sum += a.doubles(start + j * step)
            to.doubles(start + j * step) = if (exclusive) before else sum
          }
        case Kind.I32 =>
          var sum = 0
          (0 until length).foreach { j =>
            val before = sum
            sum += a.ints(start + j * step)
            to.ints(start + j * step) = if (exclusive) before else sum
          }
        case _ =>
          var sum = 0L
          (0 until length).foreach { j =>
            val before = sum
            sum += a.longs(start + j * step)
            to.longs(start + j * step) = if (exclusive) before else sum
          }
      }
      group += 1
    }
  }
}
