package io.handover.evaluator.ops

import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Tensor}

/** Shares that sum to 1 along an axis, or their logarithms (ONNX Softmax, LogSoftmax).
  *
  * Until opset 12 the axes from `axis` on count as one.
  */
private[ops] final class Softmax(name: String, logarithm: Boolean)
    extends Operator("", name, 1, Exactness.Ulp(4)) {

  def compile(node: NodeScope): Compiled = {
    val old = node.version < 13
    val axis = node.long("axis", if (old) 1L else -1L)
    Compiled(node.kind(0, Kind.floating))(new SoftmaxKernel(axis, old, logarithm))
  }
}

private[ops] object Softmax {

  /** Both operators. */
  val all: Vector[Operator] =
    Vector(new Softmax("Softmax", logarithm = false), new Softmax("LogSoftmax", logarithm = true))
}

private[ops] final class SoftmaxKernel(axis: Long, old: Boolean, logarithm: Boolean)
    extends Kernel {

  def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
    val a = in(0)
    val to = out(0)
    to.resizeLike(a)
    val at = if (old && axis == a.rank) a.rank else Axis.of(axis, a.rank)
    val inner = if (old) 1 else a.span(at + 1, a.rank)
    val length = if (old) a.span(at, a.rank) else a.dim(at)
    val groups = if (length == 0) 0 else a.size / length
    var group = 0
    while (group < groups) {
      val start = group / inner * length * inner + group % inner
      if (a.kind == Kind.F32) floats(a.floats, to.floats, start, inner, length)
      else doubles(a.doubles, to.doubles, start, inner, length)
      group += 1
    }
  }

  private def floats(a: Array[Float], to: Array[Float], start: Int, step: Int, n: Int): Unit = {
    var most = Float.NegativeInfinity
    var j = 0
    while (j < n) {
      most = Math.max(most, a(start + j * step))
      j += 1
    }
    var sum = 0f
    j = 0
    while (j < n) {
      val power = Mlas.exp(a(start + j * step) - most)
      to(start + j * step) = power
      sum += power
      j += 1
    }
    val log = StrictMath.log(sum.toDouble).toFloat
    j = 0
    while (j < n) {
      val i = start + j * step
      to(i) = if (logarithm) a(i) - most - log else to(i) / sum
      j += 1
    }
  }

  private def doubles(a: Array[Double], to: Array[Double], start: Int, step: Int, n: Int): Unit = {
    var most = Double.NegativeInfinity
    var j = 0
    while (j < n) {
      most = Math.max(most, a(start + j * step))
      j += 1
    }
    var sum = 0d
    j = 0
    while (j < n) {
      val power = StrictMath.exp(a(start + j * step) - most)
      to(start + j * step) = power
      sum += power
      j += 1
    }
    val log = StrictMath.log(sum)
    j = 0
    while (j < n) {
      val i = start + j * step
      to(i) = if (logarithm) a(i) - most - log else to(i) / sum
      j += 1
    }
  }
}
