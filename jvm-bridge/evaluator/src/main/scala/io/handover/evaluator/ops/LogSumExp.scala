package io.handover.evaluator.ops

import io.handover.evaluator.plan.{Compiled, Exactness, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Tensor}

/** The logarithm of a sum, of the elements or of their exponentials (ONNX ReduceLogSum,
  * ReduceLogSumExp); the largest exponent is taken out first.
  */
private[ops] final class LogSum(name: String, exponential: Boolean)
    extends Operator("", name, 1, Exactness.Near) {

  def compile(node: NodeScope): Compiled = {
    val kind = node.kind(0, Kind.floating)
    Reduce.compiled(node, kind, new LogSumGroups(exponential))
  }
}

private[ops] object LogSum {

  /** Both operators. */
  val all: Vector[Operator] = Vector(
    new LogSum("ReduceLogSum", exponential = false),
    new LogSum("ReduceLogSumExp", exponential = true)
  )
}

private[ops] final class LogSumGroups(exponential: Boolean) extends Groups {

  def apply(a: Tensor, starts: Array[Int], offsets: Array[Int], to: Tensor): Unit = {
    def at(i: Int): Double = if (a.kind == Kind.F32) a.floats(i).toDouble else a.doubles(i)
    var group = 0
    while (group < starts.length) {
      val start = starts(group)
      var most = Double.NegativeInfinity
      var i = 0
      while (exponential && i < offsets.length) {
        most = Math.max(most, at(start + offsets(i)))
        i += 1
      }
      val shift = if (most.isInfinite) 0d else most
      var sum = 0d
      i = 0
      while (i < offsets.length) {
        val x = at(start + offsets(i))
        // Floats are summed as floats, as ONNX Runtime does.
        if (a.kind == Kind.F32) {
          val term = if (exponential) Libm.exp(x.toFloat - shift.toFloat) else x.toFloat
          sum = (sum.toFloat + term).toDouble
        } else sum += (if (exponential) StrictMath.exp(x - shift) else x)
        i += 1
      }
      val log = StrictMath.log(sum)
      if (a.kind == Kind.F32)
        to.floats(group) = if (exponential) log.toFloat + shift.toFloat else log.toFloat
      else to.doubles(group) = if (exponential) log + shift else log
      group += 1
    }
  }
}
