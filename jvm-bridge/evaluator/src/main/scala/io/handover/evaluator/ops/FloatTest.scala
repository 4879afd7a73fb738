package io.handover.evaluator.ops

import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Tensor}

/** Whether a float is not a number (ONNX IsNaN, opset 9 on). */
private[ops] object IsNaN extends Operator("", "IsNaN", 9, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    node.kind(0, Kind.floating)
    Compiled(Kind.Bool)(new FloatTestKernel(_.isNaN))
  }
}

/** Whether a float is infinite, of either sign or of one (ONNX IsInf, opset 10 on). */
private[ops] object IsInf extends Operator("", "IsInf", 10, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    node.kind(0, Kind.floating)
    val up = node.long("detect_positive", 1L) != 0
    val down = node.long("detect_negative", 1L) != 0
    Compiled(Kind.Bool)(new FloatTestKernel(value =>
      up && value == Double.PositiveInfinity || down && value == Double.NegativeInfinity
    ))
  }
}

private[ops] final class FloatTestKernel(holds: Double => Boolean) extends Kernel {

  def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
    val a = in(0)
    val to = out(0)
    to.resizeLike(a)
    var i = 0
    while (i < to.size) {
      to.booleans(i) = holds(if (a.kind == Kind.F32) a.floats(i).toDouble else a.doubles(i))
      i += 1
    }
  }
}
