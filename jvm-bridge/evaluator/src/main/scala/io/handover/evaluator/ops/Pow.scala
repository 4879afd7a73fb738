package io.handover.evaluator.ops

import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Tensor}

/** One tensor to the power of another, each of a numeric type of its own (ONNX Pow, opset 7 on).
  *
  * The exponents 2 and 3 given as one number are products, as in ONNX Runtime.
  */
private[ops] object Pow extends Operator("", "Pow", 7, Exactness.Ulp(1)) {

  def compile(node: NodeScope): Compiled = {
    node.kind(1, Kind.numeric)
    Compiled.buffered(node.kind(0, Kind.numeric))(new PowKernel)
  }
}

private[ops] final class PowKernel extends Kernel {

  private val broadcast = new Broadcast

  def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
    val a = in(0)
    val b = in(1)
    val to = out(0)
    broadcast.prepare(a, b, to)
    val single = if (b.size == 1) number(b, 0) else Double.NaN
    var i = 0
    while (i < to.size) {
      val at = broadcast.left(i)
      to.kind match {
        case Kind.F32 =>
          val x = a.floats(at)
          to.floats(i) =
            if (single == 2) x * x
            else if (single == 3) x * x * x
            else StrictMath.pow(x.toDouble, number(b, broadcast.right(i))).toFloat
        case Kind.F64 =>
          val x = a.doubles(at)
          to.doubles(i) =
            if (single == 2) x * x
            else if (single == 3) x * x * x
            else StrictMath.pow(x, number(b, broadcast.right(i)))
        case Kind.I32 =>
          to.ints(i) =
            Truncation.int(StrictMath.pow(a.ints(at).toDouble, number(b, broadcast.right(i))))
        case _ =>
          to.longs(i) =
            Truncation.long(StrictMath.pow(a.longs(at).toDouble, number(b, broadcast.right(i))))
      }
      i += 1
    }
  }

  private def number(b: Tensor, i: Int): Double = b.kind match {
    case Kind.F32 => b.floats(i).toDouble
    case Kind.F64 => b.doubles(i)
    case Kind.I32 => b.ints(i).toDouble
    case _        => b.longs(i).toDouble
  }
}
