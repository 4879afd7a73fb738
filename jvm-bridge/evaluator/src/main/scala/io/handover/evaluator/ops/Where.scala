package io.handover.evaluator.ops

import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Kinds, Tensor}

/** The second input where the first is true, else the third (ONNX Where, opset 9 on). */
private[ops] object Where extends Operator("", "Where", 9, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    node.kind(0, Kinds.of(Kind.Bool))
    Compiled(node.sharedKind(1, 2, Kind.all))(WhereKernel)
  }
}

private[ops] object WhereKernel extends Kernel {

  def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
    val condition = in(0)
    val a = in(1)
    val b = in(2)
    val to = out(0)
    val dims = Broadcast.dims(condition.dims, Broadcast.dims(a.dims, b.dims))
    val (asked, left, right) = (
      Broadcast.index(condition.dims, dims),
      Broadcast.index(a.dims, dims),
      Broadcast.index(b.dims, dims)
    )
    to.resize(dims)
    var i = 0
    while (i < to.size) {
      if (condition.booleans(asked(i))) to.copyElement(i, a, left(i))
      else to.copyElement(i, b, right(i))
      i += 1
    }
  }
}
