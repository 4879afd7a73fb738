package io.handover.evaluator.ops

import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Refusal, Tensor}

/** The matrix product, leading axes broadcast (ONNX MatMul, opset 9 on). */
private[ops] object MatMul extends Operator("", "MatMul", 9, Exactness.BitsOnFma) {

  def compile(node: NodeScope): Compiled =
    Compiled(node.sharedKind(0, 2, Kind.floating))(new MatMulKernel)
      .classed(Product.exactness(node, 1))
}

private[ops] final class MatMulKernel extends Kernel {

  def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
    val a = in(0)
    val b = in(1)
    val to = out(0)
    if (a.rank == 2 && b.rank == 2) {
      if (a.dim(1) != b.dim(0)) throw Refusal.shape("matrices do not multiply", a, b)
      to.resize2(a.dim(0), b.dim(1))
      Product(a, 0, b, 0, to, 0, a.dim(0), a.dim(1), b.dim(1))
    } else general(a, b, to)
  }

  private def general(a: Tensor, b: Tensor, to: Tensor): Unit = {
    if (a.rank == 0 || b.rank == 0) throw Refusal.shape("a scalar does not multiply", a, b)
    val left = if (a.rank == 1) 1 +: a.dims else a.dims
    val right = if (b.rank == 1) b.dims :+ 1 else b.dims
    val rows = left(left.length - 2)
    val inner = left(left.length - 1)
    val width = right(right.length - 1)
    if (right(right.length - 2) != inner) throw Refusal.shape("matrices do not multiply", a, b)
    val outer = Broadcast.dims(left.dropRight(2), right.dropRight(2))
    val fromLeft = Broadcast.index(left.dropRight(2), outer)
    val fromRight = Broadcast.index(right.dropRight(2), outer)
    val tall = if (a.rank == 1) outer else outer :+ rows
    to.resize(if (b.rank == 1) tall else tall :+ width)
    fromLeft.indices.foreach { i =>
      Product(
        a,
        fromLeft(i) * rows * inner,
        b,
        fromRight(i) * inner * width,
        to,
        i * rows * width,
        rows,
        inner,
        width
      )
    }
  }
}
