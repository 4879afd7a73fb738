package io.handover.evaluator.ops

import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Kinds, Tensor}

/** Whether elements of two tensors that broadcast compare so (ONNX Equal, Less and the like).
  *
  * @param below
  *   the answer where the left one is less; NaN compares as nothing
  */
private[ops] final class Comparison(
    name: String,
    since: Int,
    kinds: Kinds,
    below: Boolean,
    same: Boolean,
    above: Boolean
) extends Operator("", name, since, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    node.sharedKind(0, 2, kinds)
    Compiled.buffered(Kind.Bool)(new ComparisonKernel(below, same, above))
  }
}

private[ops] object Comparison {

  /** Every operator of this family. */
  val all: Vector[Operator] = Vector(
    new Comparison("Equal", 7, Kind.all, below = false, same = true, above = false),
    new Comparison("Less", 9, Kind.numeric, below = true, same = false, above = false),
    new Comparison("LessOrEqual", 12, Kind.numeric, below = true, same = true, above = false),
    new Comparison("Greater", 9, Kind.numeric, below = false, same = false, above = true),
    new Comparison("GreaterOrEqual", 12, Kind.numeric, below = false, same = true, above = true)
  )
}

private[ops] final class ComparisonKernel(below: Boolean, same: Boolean, above: Boolean)
    extends Kernel {

  private val broadcast = new Broadcast

  def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
    val a = in(0)
    val b = in(1)
    val to = out(0)
    broadcast.prepare(a, b, to)
    val left = broadcast.left
    val right = broadcast.right
    var i = 0
    while (i < to.size) {
      val x = left(i)
      val y = right(i)
      to.booleans(i) = a.kind match {
        case Kind.F32  => float(a.floats(x), b.floats(y))
        case Kind.F64  => double(a.doubles(x), b.doubles(y))
        case Kind.I32  => order(Integer.compare(a.ints(x), b.ints(y)))
        case Kind.I64  => order(java.lang.Long.compare(a.longs(x), b.longs(y)))
        case Kind.Bool => order(java.lang.Boolean.compare(a.booleans(x), b.booleans(y)))
        case Kind.Text => order(a.texts(x).compareTo(b.texts(y)))
      }
      i += 1
    }
  }

  private def float(a: Float, b: Float): Boolean =
    if (a < b) below else if (a == b) same else a > b && above

  private def double(a: Double, b: Double): Boolean =
    if (a < b) below else if (a == b) same else a > b && above

  private def order(sign: Int): Boolean =
    if (sign < 0) below else if (sign == 0) same else above
}
