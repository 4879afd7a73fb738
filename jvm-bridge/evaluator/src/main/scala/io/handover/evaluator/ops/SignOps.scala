package io.handover.evaluator.ops

import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Tensor}

/** Abs, Neg and Sign: element by element on any kind of number (opset 6 on). */
private[ops] final class SignOps(
    name: String,
    floats: FloatUnary,
    doubles: DoubleUnary,
    ints: IntUnary,
    longs: LongUnary
) extends Operator("", name, 6, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    val kind = node.kind(0, Kind.numeric)
    Compiled(kind) {
      if (kind == Kind.F32 || kind == Kind.F64) new UnaryKernel(floats, doubles)
      else whole
    }
  }

  private val whole: Kernel = new Kernel {
    def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
      val a = in(0)
      val to = out(0)
      to.resizeLike(a)
      var i = 0
      while (i < to.size) {
        if (to.kind == Kind.I32) to.ints(i) = ints(a.ints(i))
        else to.longs(i) = longs(a.longs(i))
        i += 1
      }
    }
  }
}

private[ops] object SignOps {

  /** Every operator of this family. */
  val all: Vector[Operator] = Vector(
    new SignOps("Abs", Math.abs(_), Math.abs(_), Math.abs(_), Math.abs(_)),
    new SignOps("Neg", a => -a, a => -a, a => -a, a => -a),
    // The sign of a zero is a positive one.
    new SignOps(
      "Sign",
      a => if (a == 0f) 0f else Math.signum(a),
      a => if (a == 0d) 0d else Math.signum(a),
      Integer.signum(_),
      java.lang.Long.signum(_).toLong
    )
  )
}
