package io.handover.evaluator.ml

import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Refusal, Tensor}

/** (x - offset) * scale, each column by its own or all by one (ai.onnx.ml Scaler). */
private[ml] object Scaler extends Operator(Operator.Ml, "Scaler", 1, Exactness.Bits) {

  override def joins: Boolean = true

  def compile(node: NodeScope): Compiled = {
    val kind = node.kind(0, Kind.numeric)
    val offset = node.floats("offset")
    val scale = node.floats("scale")
    if (offset.length == 0 || offset.length != scale.length)
      throw Refusal(
        "HE401",
        s"offset and scale do not fit: offset=${offset.length} scale=${scale.length}"
      )
    Compiled.buffered(Kind.F32)(new ScalerKernel(kind, offset, scale))
  }
}

private[ml] final class ScalerKernel(kind: Kind, offset: Array[Float], scale: Array[Float])
    extends Kernel {

  def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
    val to = out(0)
    val rows = MlInput.rows(in)
    val stride = MlInput.width(in)
    if (in.length == 1) to.resizeLike(in(0)) else to.resize2(rows, stride)
    if (offset.length != 1 && offset.length != stride)
      throw Refusal(
        "HE403",
        "a row has another number of features than the scaler",
        Some(s"features=${offset.length}"),
        Some(s"features=$stride")
      )
    var from = 0
    var part = 0
    while (part < in.length) {
      val width = MlInput.width(in(part))
      var column = 0
      while (column < width) {
        scale(in(part), column, width, to.floats, from + column, stride, rows)
        column += 1
      }
      from += width
      part += 1
    }
  }

  private def scale(
      a: Tensor,
      column: Int,
      width: Int,
      to: Array[Float],
      target: Int,
      stride: Int,
      rows: Int
  ): Unit = {
    val feature = if (offset.length == 1) 0 else target
    val shift = offset(feature)
    val factor = scale(feature)
    var row = 0
    while (row < rows) {
      val i = row * width + column
      to(row * stride + target) = kind match {
        case Kind.F32 => (a.floats(i) - shift) * factor
        case Kind.F64 => ((a.doubles(i) - shift) * factor).toFloat
        case Kind.I32 => (a.ints(i).toFloat - shift) * factor
        case _        => (a.longs(i).toFloat - shift) * factor
      }
      row += 1
    }
  }
}
