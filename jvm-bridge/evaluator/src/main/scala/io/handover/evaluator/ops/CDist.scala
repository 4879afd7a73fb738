package io.handover.evaluator.ops

import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Refusal, Tensor}

/** The distance of each row of one matrix to each row of another (com.microsoft CDist). */
private[ops] object CDist extends Operator(Operator.Microsoft, "CDist", 1, Exactness.Near) {

  def compile(node: NodeScope): Compiled = {
    val metric = node.choice("metric", "sqeuclidean", "sqeuclidean|euclidean")
    Compiled(node.sharedKind(0, 2, Kind.floating))(new CDistKernel(metric == "euclidean"))
  }
}

private[ops] final class CDistKernel(root: Boolean) extends Kernel {

  def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
    val a = in(0)
    val b = in(1)
    val to = out(0)
    if (a.rank != 2 || b.rank != 2 || a.dim(1) != b.dim(1))
      throw Refusal.shape("rows of different lengths have no distance", a, b)
    val rows = a.dim(0)
    val others = b.dim(0)
    val length = a.dim(1)
    to.resize2(rows, others)
    var i = 0
    while (i < rows * others) {
      val x = i / others * length
      val y = i % others * length
      var k = 0
      if (a.kind == Kind.F32) {
        var sum = 0f
        while (k < length) {
          val d = a.floats(x + k) - b.floats(y + k)
          sum = Math.fma(d, d, sum)
          k += 1
        }
        to.floats(i) = if (root) Math.sqrt(sum.toDouble).toFloat else sum
      } else {
        var sum = 0d
        while (k < length) {
          val d = a.doubles(x + k) - b.doubles(y + k)
          sum = Math.fma(d, d, sum)
          k += 1
        }
        to.doubles(i) = if (root) Math.sqrt(sum) else sum
      }
      i += 1
    }
  }
}
