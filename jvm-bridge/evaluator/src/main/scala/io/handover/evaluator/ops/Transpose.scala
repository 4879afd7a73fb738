package io.handover.evaluator.ops

import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Refusal, Tensor}

/** The axes in another order, reversed unless told otherwise (ONNX Transpose). */
private[ops] object Transpose extends Operator("", "Transpose", 1, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    val order = node.longs("perm")
    node.require(
      order.sorted.sameElements(order.indices.map(_.toLong)),
      s"attribute perm is no order of axes: ${order.mkString(",")}"
    )
    Compiled.buffered(node.kind(0))(new TransposeKernel(order.map(_.toInt)))
  }
}

private[ops] final class TransposeKernel(order: Array[Int]) extends Kernel {

  private var shape = Array(-1)
  private var dims = Array.emptyIntArray
  private var source = Array.emptyIntArray

  def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
    val a = in(0)
    val to = out(0)
    if (!a.hasShape(shape)) prepare(a)
    to.resize(dims)
    var i = 0
    while (i < source.length) {
      to.copyElement(i, a, source(i))
      i += 1
    }
  }

  private def prepare(a: Tensor): Unit = {
    val axes = if (order.isEmpty) Array.tabulate(a.rank)(a.rank - 1 - _) else order
    if (axes.length != a.rank) throw Refusal.shape("perm is of another rank", a)
    dims = axes.map(a.dim)
    source = Strided.index(dims, axes.map(Strided.dense(a.dims)))
    shape = a.dims
  }
}
