package io.handover.evaluator.ops

import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Kinds, Tensor}

/** The slices at the given indices of one axis; negative ones from the end (opset 1 on). */
private[ops] object Gather extends Operator("", "Gather", 1, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    node.kind(1, Kinds.of(Kind.I64) + Kind.I32)
    val axis = node.long("axis", 0L)
    Compiled.buffered(node.kind(0))(new GatherKernel(axis))
  }
}

private[ops] final class GatherKernel(axis: Long) extends Kernel {

  private var dims = Array.emptyIntArray

  def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
    val a = in(0)
    val indices = in(1)
    val to = out(0)
    val at = Axis.of(axis, a.rank)
    val rank = a.rank - 1 + indices.rank
    if (dims.length != rank) dims = new Array[Int](rank)
    var i = 0
    while (i < rank) {
      dims(i) =
        if (i < at) a.dim(i)
        else if (i < at + indices.rank) indices.dim(i - at)
        else a.dim(i - indices.rank + 1)
      i += 1
    }
    to.resize(dims)
    val outer = a.span(0, at)
    val inner = a.span(at + 1, a.rank)
    val length = a.dim(at)
    var row = 0
    while (row < outer) {
      var j = 0
      while (j < indices.size) {
        val source = Axis.element(indices.wholeAt(j), length)
        to.copyBlock((row * indices.size + j) * inner, a, (row * length + source) * inner, inner)
        j += 1
      }
      row += 1
    }
  }
}
