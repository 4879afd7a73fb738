package io.handover.evaluator.ops

import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Refusal, Tensor}

/** Element by element on two tensors that broadcast (ONNX Add, Sub, Mul, Div, opset 7 on). */
private[ops] final class Arithmetic(
    name: String,
    floats: FloatBinary,
    doubles: DoubleBinary,
    ints: IntBinary,
    longs: LongBinary
) extends Operator("", name, 7, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    val kind = node.sharedKind(0, 2, Kind.numeric)
    Compiled.buffered(kind)(new ArithmeticKernel(floats, doubles, ints, longs))
  }
}

private[ops] object Arithmetic {

  /** Every operator of this family. */
  val all: Vector[Operator] = Vector(
    new Arithmetic("Add", _ + _, _ + _, _ + _, _ + _),
    new Arithmetic("Sub", _ - _, _ - _, _ - _, _ - _),
    new Arithmetic("Mul", _ * _, _ * _, _ * _, _ * _),
    new Arithmetic("Div", _ / _, _ / _, (a, b) => a / nonZero(b), (a, b) => a / nonZero(b))
  )

  private def nonZero(b: Int): Int =
    if (b == 0) throw Refusal("HE502", "a whole number is divided by 0") else b

  private def nonZero(b: Long): Long =
    if (b == 0) throw Refusal("HE502", "a whole number is divided by 0") else b
}

private[evaluator] final class ArithmeticKernel(
    floats: FloatBinary,
    doubles: DoubleBinary,
    ints: IntBinary,
    longs: LongBinary
) extends Kernel {

  private val broadcast = new Broadcast

  def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
    val a = in(0)
    val b = in(1)
    val to = out(0)
    broadcast.prepare(a, b, to)
    val left = broadcast.left
    val right = broadcast.right
    var i = 0
    to.kind match {
      case Kind.F32 =>
        while (i < to.size) {
          to.floats(i) = floats(a.floats(left(i)), b.floats(right(i)))
          i += 1
        }
      case Kind.F64 =>
        while (i < to.size) {
          to.doubles(i) = doubles(a.doubles(left(i)), b.doubles(right(i)))
          i += 1
        }
      case Kind.I32 =>
        while (i < to.size) {
          to.ints(i) = ints(a.ints(left(i)), b.ints(right(i)))
          i += 1
        }
      case _ =>
        while (i < to.size) {
          to.longs(i) = longs(a.longs(left(i)), b.longs(right(i)))
          i += 1
        }
    }
  }
}
