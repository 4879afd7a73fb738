package io.handover.evaluator.ops

import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Kinds, Refusal, Tensor}

/** A tensor apart into pieces along an axis (ONNX Split; lengths are an input from opset 13 on). */
private[ops] object Split extends Operator("", "Split", 2, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    val kind = node.kind(0)
    if (node.has(1)) { val _ = node.kind(1, Kinds.of(Kind.I64)) }
    val axis = node.long("axis", 0L)
    val stated = node.longs("split")
    node.ignore("num_outputs")
    val kernel = new SplitKernel(axis, stated, node.has(1), node.outputs)
    new Compiled(Array.fill(node.outputs)(kind), () => kernel)
  }
}

private[ops] final class SplitKernel(axis: Long, stated: Array[Long], byInput: Boolean, pieces: Int)
    extends Kernel {

  def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
    val a = in(0)
    val at = Axis.of(axis, a.rank)
    val length = a.dim(at)
    val asked = if (byInput) in(1).whole else stated
    // The last piece is the shorter one when nothing else is said.
    val even = if (pieces == 0) 0 else (length + pieces - 1) / pieces
    val lengths =
      if (asked.nonEmpty) Repeated.lengths(asked)
      else Array.tabulate(pieces)(i => (length - i * even).max(0).min(even))
    if (lengths.length != pieces || lengths.map(_.toLong).sum != length)
      throw Refusal.shape("the pieces do not make up the axis", a)
    val inner = a.span(at + 1, a.rank)
    val outer = a.span(0, at)
    var from = 0
    lengths.indices.foreach { piece =>
      val block = lengths(piece) * inner
      out(piece).resizeLike(a, at, lengths(piece))
      (0 until outer).foreach { row =>
        out(piece).copyBlock(row * block, a, (row * length + from) * inner, block)
      }
      from += lengths(piece)
    }
  }
}
