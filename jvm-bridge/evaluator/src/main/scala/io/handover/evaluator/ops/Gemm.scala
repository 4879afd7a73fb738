package io.handover.evaluator.ops

import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Refusal, Tensor}

/** alpha * A' * B' + beta * C, each matrix transposed when asked (ONNX Gemm, opset 7 on). */
private[ops] object Gemm extends Operator("", "Gemm", 7, Exactness.BitsOnFma) {

  def compile(node: NodeScope): Compiled = {
    val kind = node.sharedKind(0, 2, Kind.floating)
    val alpha = node.float("alpha", 1f)
    val beta = node.float("beta", 1f)
    val transA = node.long("transA", 0L) != 0
    val transB = node.long("transB", 0L) != 0
    Compiled(kind)(new GemmKernel(alpha, beta, transA, transB, node.has(2)))
      .classed(Product.exactness(node, 1))
  }
}

private[ops] final class GemmKernel(
    alpha: Float,
    beta: Float,
    transA: Boolean,
    transB: Boolean,
    hasC: Boolean
) extends Kernel {

  def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
    val a = in(0)
    val b = in(1)
    val to = out(0)
    if (a.rank != 2 || b.rank != 2) throw Refusal.shape("Gemm takes two matrices", a, b)
    val rows = a.dim(if (transA) 1 else 0)
    val inner = a.dim(if (transA) 0 else 1)
    val width = b.dim(if (transB) 0 else 1)
    if (b.dim(if (transB) 1 else 0) != inner) throw Refusal.shape("matrices do not multiply", a, b)
    to.resize2(rows, width)
    val bias = if (hasC) biasOf(in(2), to) else Array.emptyIntArray
    val (stepA, nextA) = if (transA) (rows, 1) else (1, inner)
    val (stepB, nextB) = if (transB) (1, inner) else (width, 1)
    var i = 0
    while (i < rows * width) {
      val fromA = i / width * nextA
      val fromB = i % width * nextB
      if (to.kind == Kind.F32) {
        val start = if (hasC) beta * in(2).floats(bias(i)) else 0f
        to.floats(i) = Product.onto(
          start,
          alpha,
          a.floats,
          fromA,
          stepA,
          b.floats,
          fromB,
          stepB,
          inner
        )
      } else {
        var sum = 0d
        var k = 0
        while (k < inner) {
          sum = Math.fma(a.doubles(fromA + k * stepA), b.doubles(fromB + k * stepB), sum)
          k += 1
        }
        val start = if (hasC) beta * in(2).doubles(bias(i)) else 0d
        to.doubles(i) = Math.fma(alpha.toDouble, sum, start)
      }
      i += 1
    }
  }

  private def biasOf(c: Tensor, to: Tensor): Array[Int] = {
    if (!Broadcast.dims(c.dims, to.dims).sameElements(to.dims))
      throw Refusal.shape("the bias does not broadcast", c, to)
    Broadcast.index(c.dims, to.dims)
  }
}
