package io.handover.evaluator.ml

import io.handover.evaluator.tensor.{Kind, Refusal, Tensor}

/** The rows that an operator of ai.onnx.ml takes: a matrix, or a list as one row. */
private[evaluator] object MlInput {

  /** How many rows there are. */
  def rows(a: Tensor): Int =
    if (a.rank == 0) throw Refusal.shape("a scalar has no rows", a)
    else if (a.rank == 1) 1
    else a.dim(0)

  /** How many numbers one row has. */
  def width(a: Tensor): Int =
    if (a.rank == 0) throw Refusal.shape("a scalar has no rows", a)
    else if (a.rank == 1) a.dim(0)
    else a.span(1, a.rank)

  /** The elements as floats: the array itself, or `buffer` filled with them. */
  def floats(a: Tensor, buffer: Tensor): Array[Float] =
    if (a.kind == Kind.F32) a.floats
    else {
      buffer.resizeLike(a)
      var i = 0
      while (i < a.size) {
        buffer.floats(i) = a.kind match {
          case Kind.F64 => a.doubles(i).toFloat
          case Kind.I32 => a.ints(i).toFloat
          case _        => a.longs(i).toFloat
        }
        i += 1
      }
      buffer.floats
    }
}
