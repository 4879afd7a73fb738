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

  /** How many rows matrices side by side have. */
  def rows(parts: Array[Tensor]): Int = {
    if (parts.length > 1) {
      var i = 0
      while (i < parts.length) {
        if (parts(i).rank != 2 || parts(i).dim(0) != parts(0).dim(0))
          throw Refusal.shape("matrices do not stand side by side", parts)
        i += 1
      }
    }
    rows(parts(0))
  }

  /** How many numbers one row of matrices side by side has. */
  def width(parts: Array[Tensor]): Int = {
    var sum = 0
    var i = 0
    while (i < parts.length) {
      sum += width(parts(i))
      i += 1
    }
    sum
  }

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
