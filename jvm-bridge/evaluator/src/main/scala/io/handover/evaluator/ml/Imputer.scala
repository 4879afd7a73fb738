package io.handover.evaluator.ml

import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Kinds, Refusal, Tensor}

/** One value in the place of another, usually of NaN, by column (ai.onnx.ml Imputer). */
private[ml] object Imputer extends Operator(Operator.Ml, "Imputer", 1, Exactness.Bits) {

  override def joins: Boolean = true

  def compile(node: NodeScope): Compiled = {
    val kind = node.kind(0, Kinds.of(Kind.F32) + Kind.I64)
    val floats = node.floats("imputed_value_floats")
    val longs = node.longs("imputed_value_int64s")
    val replaced = node.float("replaced_value_float", 0f)
    val replacedLong = node.long("replaced_value_int64", 0L)
    val count = if (kind == Kind.F32) floats.length else longs.length
    node.require(count > 0, "there is nothing to impute")
    Compiled(kind)(new Kernel {
      def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
        val to = out(0)
        val last = in(0).rank - 1
        val stride =
          if (in.length > 1) MlInput.width(in) else if (last < 0) 1 else in(0).dim(last)
        if (in.length == 1) to.resizeLike(in(0)) else to.resize2(MlInput.rows(in), stride)
        if (count != 1 && count != stride)
          throw Refusal(
            "HE403",
            "a row has another number of features than the imputer",
            Some(s"features=$count"),
            Some(s"features=$stride")
          )
        val rows = if (stride == 0) 0 else to.size / stride
        var from = 0
        var part = 0
        while (part < in.length) {
          val width = if (in.length == 1) stride else in(part).dim(1)
          var column = 0
          while (column < width) {
            impute(in(part), column, width, to, from + column, stride, rows)
            column += 1
          }
          from += width
          part += 1
        }
      }

      private def impute(
          a: Tensor,
          column: Int,
          width: Int,
          to: Tensor,
          target: Int,
          stride: Int,
          rows: Int
      ): Unit = {
        val feature = if (count == 1) 0 else target
        var row = 0
        while (row < rows) {
          val i = row * width + column
          val j = row * stride + target
          if (kind == Kind.F32) {
            val x = a.floats(i)
            val gone = x == replaced || x != x && replaced != replaced
            to.floats(j) = if (gone) floats(feature) else x
          } else {
            val x = a.longs(i)
            to.longs(j) = if (x == replacedLong) longs(feature) else x
          }
          row += 1
        }
      }
    })
  }
}
