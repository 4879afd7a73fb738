package io.handover.evaluator.ops

import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Refusal, Tensor}

/** For each index of a tensor of indices, the element there on one axis (ONNX GatherElements, opset
  * 11 on).
  */
private[ops] object GatherElements extends Operator("", "GatherElements", 11, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    node.kind(1, Kind.whole)
    Compiled(node.kind(0))(new GatherElementsKernel(node.long("axis", 0L)))
  }
}

private[ops] final class GatherElementsKernel(axis: Long) extends Kernel {

  def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
    val a = in(0)
    val indices = in(1)
    val to = out(0)
    if (a.rank != indices.rank) throw Refusal.shape("data and indices have other ranks", a, indices)
    val at = Axis.of(axis, a.rank)
    val fits = a.dims.indices.forall(i => i == at || indices.dim(i) <= a.dim(i))
    if (!fits) throw Refusal.shape("there are more indices than data", a, indices)
    val strides = Strided.dense(a.dims)
    val step = strides(at)
    strides(at) = 0
    val starts = Strided.index(indices.dims, strides)
    to.resizeLike(indices)
    var i = 0
    while (i < to.size) {
      val index = Axis.element(indices.wholeAt(i), a.dim(at))
      to.copyElement(i, a, starts(i) + index * step)
      i += 1
    }
  }
}
