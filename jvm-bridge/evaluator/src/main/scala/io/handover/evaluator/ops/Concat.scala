package io.handover.evaluator.ops

import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Refusal, Tensor}

/** Tensors side by side on one axis (ONNX Concat, opset 4 on). */
private[ops] object Concat extends Operator("", "Concat", 4, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    val kind = node.sharedKind(0, node.inputs, Kind.all)
    node.require(node.states("axis"), "attribute axis is missing")
    val axis = node.long("axis", 0L)
    Compiled(kind)(new ConcatKernel(axis, node.inputs))
  }
}

private[ops] final class ConcatKernel(axis: Long, count: Int) extends Kernel {

  def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
    val first = in(0)
    val at = Axis.of(axis, first.rank)
    var length = 0
    var source = 0
    while (source < count) {
      if (!fits(in(source), first, at)) throw Refusal.shape("shapes do not concatenate", in)
      length += in(source).dim(at)
      source += 1
    }
    val to = out(0)
    to.resizeLike(first, at, length)
    val outer = to.span(0, at)
    val inner = to.span(at + 1, to.rank)
    var start = 0
    source = 0
    while (source < count) {
      val from = in(source)
      val block = from.dim(at) * inner
      var row = 0
      while (row < outer) {
        val target = row * length * inner + start
        if (block == 1) to.copyElement(target, from, row)
        else to.copyBlock(target, from, row * block, block)
        row += 1
      }
      start += block
      source += 1
    }
  }

  private def fits(a: Tensor, b: Tensor, except: Int): Boolean = {
    var same = a.rank == b.rank
    var axis = 0
    while (same && axis < a.rank) {
      same = axis == except || a.dim(axis) == b.dim(axis)
      axis += 1
    }
    same
  }
}
