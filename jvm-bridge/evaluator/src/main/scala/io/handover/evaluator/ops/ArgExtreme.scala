package io.handover.evaluator.ops

import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Tensor}

/** Where the largest (ArgMax) or smallest (ArgMin) element of an axis is; of equals the first, or
  * the last when asked (opset 1 on).
  *
  * A NaN is found only where it comes first, since nothing compares greater than it.
  */
private[ops] final class ArgExtreme(name: String, largest: Boolean)
    extends Operator("", name, 1, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    node.kind(0, Kind.numeric)
    val axis = node.long("axis", 0L)
    val keep = node.long("keepdims", 1L) != 0
    val last = node.long("select_last_index", 0L) != 0
    Compiled(Kind.I64)(new ArgExtremeKernel(axis, keep, last, largest))
  }
}

private[ops] object ArgExtreme {

  /** Both operators. */
  val all: Vector[Operator] =
    Vector(new ArgExtreme("ArgMax", largest = true), new ArgExtreme("ArgMin", largest = false))
}

private[ops] final class ArgExtremeKernel(
    axis: Long,
    keep: Boolean,
    last: Boolean,
    largest: Boolean
) extends Kernel {

  def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
    val a = in(0)
    val to = out(0)
    val at = Axis.of(axis, a.rank)
    val length = a.dim(at)
    if (keep) to.resizeLike(a, at, 1)
    else if (a.rank == 2) to.resize1(a.dim(1 - at))
    else to.resize(a.dims.patch(at, Nil, 1))
    val inner = a.span(at + 1, a.rank)
    var i = 0
    while (i < to.size) {
      val start = i / inner * length * inner + i % inner
      var best = 0
      var j = 1
      while (j < length) {
        if (better(a, start + j * inner, start + best * inner)) best = j
        j += 1
      }
      to.longs(i) = best.toLong
      i += 1
    }
  }

  private def better(a: Tensor, i: Int, j: Int): Boolean = {
    val (x, y) = if (largest) (i, j) else (j, i)
    a.kind match {
      case Kind.F32 => a.floats(x) > a.floats(y) || last && a.floats(x) == a.floats(y)
      case Kind.F64 => a.doubles(x) > a.doubles(y) || last && a.doubles(x) == a.doubles(y)
      case Kind.I32 => a.ints(x) > a.ints(y) || last && a.ints(x) == a.ints(y)
      case _        => a.longs(x) > a.longs(y) || last && a.longs(x) == a.longs(y)
    }
  }
}
