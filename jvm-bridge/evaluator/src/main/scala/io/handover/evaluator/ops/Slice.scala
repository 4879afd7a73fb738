package io.handover.evaluator.ops

import io.handover.evaluator.plan.{Compiled, Exactness, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Refusal, Tensor}

/** A part of a tensor, from start to end in steps on each axis (ONNX Slice; attributes in opset 9,
  * inputs from 10 on).
  */
private[ops] object Slice extends Operator("", "Slice", 1, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    val stated = Array(node.longs("starts"), node.longs("ends"), node.longs("axes"))
    (1 until node.inputs).foreach(i => if (node.has(i)) { val _ = node.kind(i, Kind.whole) })
    if (node.inputs == 1)
      node.require(stated(0).nonEmpty, "attributes starts and ends are missing")
    Compiled.buffered(node.kind(0))(new SliceKernel(stated))
  }
}

private[ops] final class SliceKernel(stated: Array[Array[Long]]) extends PickedKernel {

  protected def pick(a: Tensor, numbers: Array[Array[Long]]): (Array[Int], Array[Int]) = {
    def part(i: Int): Array[Long] =
      if (numbers.isEmpty) stated.lift(i).getOrElse(Array.emptyLongArray)
      else numbers.lift(i).getOrElse(Array.emptyLongArray)
    val starts = part(0)
    val ends = part(1)
    val axes = if (part(2).isEmpty) starts.indices.map(_.toLong).toArray else part(2)
    val steps = if (part(3).isEmpty) starts.map(_ => 1L) else part(3)
    if (Set(starts.length, ends.length, axes.length, steps.length).size != 1)
      throw Refusal("HE403", "starts, ends, axes and steps have different lengths")
    val dims = a.dims
    val strides = Strided.dense(dims)
    var from = 0
    axes.indices.foreach { i =>
      val axis = Axis.of(axes(i), a.rank)
      val length = a.dim(axis).toLong
      val step = steps(i)
      if (step == 0) throw Refusal("HE403", "a slice has a step of 0")
      val (low, high) = if (step > 0) (0L, length) else (-1L, length - 1)
      def bound(value: Long, least: Long): Long =
        (if (value < 0) value + length else value).max(least).min(high)
      val first = bound(starts(i), low.max(0))
      val last = bound(ends(i), low)
      val distance = if (step > 0) last - first else first - last
      val stride = step.abs
      dims(axis) = if (distance <= 0) 0 else ((distance - 1) / stride + 1).toInt
      from += first.toInt * strides(axis)
      strides(axis) = (strides(axis) * step.max(-length).min(length)).toInt
    }
    (dims, Strided.index(dims, strides, from))
  }
}
