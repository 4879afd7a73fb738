package io.handover.evaluator.ops

import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Tensor}

/** Elements divided by the norm of their axis; zeros stay zeros (ONNX LpNormalization). */
private[ops] object LpNormalization extends Operator("", "LpNormalization", 1, Exactness.Near) {

  def compile(node: NodeScope): Compiled = {
    val axis = node.long("axis", -1L)
    val p = node.long("p", 2L)
    node.require(p == 1 || p == 2, s"the norm is neither 1 nor 2: p=$p")
    Compiled(node.kind(0, Kind.floating))(new LpNormalizationKernel(axis, p == 1))
  }
}

private[ops] final class LpNormalizationKernel(axis: Long, absolute: Boolean) extends Kernel {

  def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
    val a = in(0)
    val to = out(0)
    to.resizeLike(a)
    val at = Axis.of(axis, a.rank)
    val length = a.dim(at)
    val inner = a.span(at + 1, a.rank)
    val groups = if (length == 0) 0 else a.size / length
    var group = 0
    while (group < groups) {
      val start = group / inner * length * inner + group % inner
      if (a.kind == Kind.F32) {
        var sum = 0f
        (0 until length).foreach { j =>
          val x = a.floats(start + j * inner)
          sum += (if (absolute) Math.abs(x) else x * x)
        }
        val norm = if (absolute) sum else Math.sqrt(sum.toDouble).toFloat
        (0 until length).foreach { j =>
          val i = start + j * inner
          to.floats(i) = if (norm == 0f) 0f else a.floats(i) / norm
        }
      } else {
        var sum = 0d
        (0 until length).foreach { j =>
          val x = a.doubles(start + j * inner)
          sum += (if (absolute) Math.abs(x) else x * x)
        }
        val norm = if (absolute) sum else Math.sqrt(sum)
        (0 until length).foreach { j =>
          val i = start + j * inner
          to.doubles(i) = if (norm == 0d) 0d else a.doubles(i) / norm
        }
      }
      group += 1
    }
  }
}
