package io.handover.evaluator.ops

import io.handover.evaluator.plan.{Compiled, Exactness, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Kinds, Refusal, Tensor}

/** A tensor broadcast to a shape (ONNX Expand, opset 8 on). */
private[ops] object Expand extends Operator("", "Expand", 8, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    node.kind(1, Kinds.of(Kind.I64))
    Compiled.buffered(node.kind(0))(new PickedKernel {
      protected def pick(a: Tensor, numbers: Array[Array[Long]]): (Array[Int], Array[Int]) = {
        val dims = Broadcast.dims(a.dims, Repeated.lengths(numbers(0)))
        Tensor.count(dims)
        (dims, Broadcast.index(a.dims, dims))
      }
    })
  }
}

/** A tensor repeated along its axes (ONNX Tile, opset 6 on). */
private[ops] object Tile extends Operator("", "Tile", 6, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    node.kind(1, Kinds.of(Kind.I64))
    Compiled.buffered(node.kind(0))(new PickedKernel {
      protected def pick(a: Tensor, numbers: Array[Array[Long]]): (Array[Int], Array[Int]) = {
        val times = Repeated.lengths(numbers(0))
        if (times.length != a.rank) throw Refusal.shape("as many repeats as axes are needed", a)
        // Each axis apart into (repeat, length): the repeat takes no step.
        val apart = times.zip(a.dims).flatMap { case (repeat, length) => Array(repeat, length) }
        val steps = Strided.dense(a.dims).flatMap(stride => Array(0, stride))
        Tensor.count(apart)
        (
          times.zip(a.dims).map { case (repeat, length) => repeat * length },
          Strided.index(apart, steps)
        )
      }
    })
  }
}

private[ops] object Repeated {

  /** Whole numbers as lengths; HE104 when one is none. */
  def lengths(numbers: Array[Long]): Array[Int] = numbers.map { length =>
    if (length < 0 || length > Tensor.MaxElements)
      throw Refusal("HE104", "a shape has an impossible length", found = Some(s"length=$length"))
    length.toInt
  }
}
