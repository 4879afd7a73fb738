package io.handover.evaluator.ops

import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Refusal, Tensor}

/** An axis on which one place is "on" and the others "off" (ONNX OneHot, opset 9 on). */
private[ops] object OneHot extends Operator("", "OneHot", 9, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    node.kind(0, Kind.numeric)
    node.kind(1, Kind.numeric)
    Compiled(node.kind(2))(new OneHotKernel(node.long("axis", -1L)))
  }
}

private[ops] final class OneHotKernel(axis: Long) extends Kernel {

  def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
    val indices = in(0)
    val values = in(2)
    val to = out(0)
    if (in(1).size != 1 || values.size != 2)
      throw Refusal.shape("depth and values do not fit", in(1), values)
    val depth = Repeated.lengths(Array(number(in(1), 0)))(0)
    val at = Axis.of(axis, indices.rank + 1)
    val dims = indices.dims.patch(at, Seq(depth), 0)
    to.resize(dims)
    var i = 0
    while (i < to.size) {
      to.copyElement(i, values, 0)
      i += 1
    }
    val inner = to.span(at + 1, to.rank)
    i = 0
    while (i < indices.size) {
      val asked = number(indices, i)
      // An index out of range turns nothing on.
      if (asked >= -depth && asked < depth) {
        val place = Axis.element(asked, depth)
        to.copyElement((i / inner * depth + place) * inner + i % inner, values, 1)
      }
      i += 1
    }
  }

  private def number(a: Tensor, i: Int): Long = a.kind match {
    case Kind.F32 => a.floats(i).toLong
    case Kind.F64 => a.doubles(i).toLong
    case _        => a.wholeAt(i)
  }
}
