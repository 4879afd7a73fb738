package io.handover.evaluator.ml

import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Refusal, Tensor}

/** (x - offset) * scale, each column by its own or all by one (ai.onnx.ml Scaler). */
private[ml] object Scaler extends Operator(Operator.Ml, "Scaler", 1, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    val kind = node.kind(0, Kind.numeric)
    val offset = node.floats("offset")
    val scale = node.floats("scale")
    node.require(
      offset.nonEmpty && offset.length == scale.length,
      s"offset and scale do not fit: offset=${offset.length} scale=${scale.length}"
    )
    Compiled.buffered(Kind.F32)(new ScalerKernel(kind, offset, scale))
  }
}

private[ml] final class ScalerKernel(kind: Kind, offset: Array[Float], scale: Array[Float])
    extends Kernel {

  def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
    val (a, to) = (in(0), out(0))
    to.resizeLike(a)
    val stride = MlInput.width(a)
    if (offset.length != 1 && offset.length != stride)
      throw Refusal(
        "HE403",
        "a row has another number of features than the scaler",
        Some(s"features=${offset.length}"),
        Some(a.toString)
      )
    val step = if (offset.length == 1) 0 else 1
    var i = 0
    while (i < a.size) {
      val at = i % stride * step
      to.floats(i) = kind match {
        case Kind.F32 => (a.floats(i) - offset(at)) * scale(at)
        case Kind.F64 => ((a.doubles(i) - offset(at)) * scale(at)).toFloat
        case Kind.I32 => (a.ints(i).toFloat - offset(at)) * scale(at)
        case _        => (a.longs(i).toFloat - offset(at)) * scale(at)
      }
      i += 1
    }
  }
}
