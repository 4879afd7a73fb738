package io.handover.evaluator.ml

import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Refusal, Tensor}

/** One value in the place of another, usually of NaN, by column (ai.onnx.ml Imputer). */
private[ml] object Imputer extends Operator(Operator.Ml, "Imputer", 1, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    val kind = node.kind(0, Vector(Kind.F32, Kind.I64))
    val floats = node.floats("imputed_value_floats")
    val longs = node.longs("imputed_value_int64s")
    val replaced = node.float("replaced_value_float").getOrElse(0f)
    val replacedLong = node.long("replaced_value_int64").getOrElse(0L)
    val count = if (kind == Kind.F32) floats.length else longs.length
    node.require(count > 0, "there is nothing to impute")
    Compiled(kind)(new Kernel {
      def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
        val (a, to) = (in(0), out(0))
        to.resizeLike(a)
        val stride = if (a.rank == 0) 1 else a.dim(a.rank - 1)
        if (count != 1 && count != stride)
          throw Refusal(
            "HE403",
            "a row has another number of features than the imputer",
            Some(s"features=$count"),
            Some(a.toString)
          )
        val step = if (count == 1) 0 else 1
        var i = 0
        while (i < a.size) {
          if (kind == Kind.F32) {
            val x = a.floats(i)
            val gone = x == replaced || x != x && replaced != replaced
            to.floats(i) = if (gone) floats(i % stride * step) else x
          } else {
            val x = a.longs(i)
            to.longs(i) = if (x == replacedLong) longs(i % stride * step) else x
          }
          i += 1
        }
      }
    })
  }
}
