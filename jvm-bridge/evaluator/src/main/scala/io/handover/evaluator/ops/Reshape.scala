package io.handover.evaluator.ops

import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Kinds, Refusal, Tensor}

/** Another shape for the same elements; -1 is what remains, 0 the old length (opset 5 on). */
private[ops] object Reshape extends Operator("", "Reshape", 5, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    node.kind(1, Kinds.of(Kind.I64))
    val zero = node.long("allowzero", 0L) != 0
    Compiled.buffered(node.kind(0))(new ReshapeKernel(zero))
  }
}

private[ops] final class ReshapeKernel(allowZero: Boolean) extends Kernel {

  private var dims = new Array[Int](0)

  def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
    val a = in(0)
    val wanted = in(1)
    if (wanted.rank != 1) throw Refusal.shape("the new shape is no list", wanted)
    if (dims.length != wanted.size) dims = new Array[Int](wanted.size)
    var open = -1
    var known = 1L
    var axis = 0
    while (axis < dims.length) {
      val length = wanted.longs(axis)
      if (length == -1 && open < 0) open = axis
      else if (length == 0 && !allowZero && axis < a.rank) {
        dims(axis) = a.dim(axis)
        known *= dims(axis)
      } else if (length < 0 || length > Tensor.MaxElements) wrong(a, wanted)
      else {
        dims(axis) = length.toInt
        known *= length
        if (known > Tensor.MaxElements) wrong(a, wanted)
      }
      axis += 1
    }
    if (open >= 0) {
      if (known == 0 || a.size % known != 0) wrong(a, wanted)
      dims(open) = (a.size / known).toInt
      known *= dims(open)
    }
    if (known != a.size) wrong(a, wanted)
    out(0).shareWith(a, dims)
  }

  private def wrong(a: Tensor, wanted: Tensor): Nothing =
    throw Refusal(
      "HE403",
      "a tensor does not have as many elements as its new shape",
      Some(wanted.longs.take(wanted.size).mkString("shape=[", ",", "]")),
      Some(a.toString)
    )
}
