package io.handover.evaluator.ops

import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Kinds, Tensor}

/** One of any number of tensors, two at a time from the left (ONNX Sum, Mean, Max, Min, opset 8
  * on).
  */
private[ops] final class Variadic(
    name: String,
    kinds: Kinds,
    mean: Boolean,
    pair: () => ArithmeticKernel
) extends Operator("", name, 8, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    val kind = node.sharedKind(0, node.inputs, kinds)
    Compiled.buffered(kind)(new VariadicKernel(kind, node.inputs, mean, pair))
  }
}

private[ops] object Variadic {

  private def sum() = new ArithmeticKernel(_ + _, _ + _, _ + _, _ + _)

  /** Every operator of this family. */
  val all: Vector[Operator] = Vector(
    new Variadic("Sum", Kind.floating, mean = false, () => sum()),
    new Variadic("Mean", Kind.floating, mean = true, () => sum()),
    new Variadic(
      "Max",
      Kind.numeric,
      mean = false,
      () => new ArithmeticKernel(Math.max(_, _), Math.max(_, _), Math.max(_, _), Math.max(_, _))
    ),
    new Variadic(
      "Min",
      Kind.numeric,
      mean = false,
      () => new ArithmeticKernel(Math.min(_, _), Math.min(_, _), Math.min(_, _), Math.min(_, _))
    )
  )
}

private[ops] final class VariadicKernel(
    kind: Kind,
    count: Int,
    mean: Boolean,
    pair: () => ArithmeticKernel
) extends Kernel {

  private val pairs = Array.fill(count - 1)(pair())
  private val parts = Array.fill(count - 1)(new Tensor(kind))
  private val two = new Array[Tensor](2)
  private val one = new Array[Tensor](1)

  def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
    val to = out(0)
    if (count == 1) {
      to.resizeLike(in(0))
      to.copyBlock(0, in(0), 0, to.size)
    } else {
      two(0) = in(0)
      var i = 0
      while (i < count - 1) {
        two(1) = in(i + 1)
        one(0) = if (i == count - 2) to else parts(i)
        pairs(i).run(two, one)
        two(0) = one(0)
        i += 1
      }
    }
    if (mean) divide(to)
  }

  private def divide(to: Tensor): Unit = {
    var i = 0
    while (i < to.size) {
      if (kind == Kind.F32) to.floats(i) = to.floats(i) / count.toFloat
      else to.doubles(i) = to.doubles(i) / count.toDouble
      i += 1
    }
  }
}
