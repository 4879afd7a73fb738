package io.handover.evaluator.tensor

import io.handover.ColumnData
import io.handover.onnxfile.TensorValue

/** Tensors of a workspace from and to what a caller has. */
private[evaluator] object Exchange {

  /** The elements of `tensor` in an array of their own. */
  def data(tensor: Tensor): ColumnData = tensor.kind match {
    case Kind.F32  => new ColumnData.F32(java.util.Arrays.copyOf(tensor.floats, tensor.size))
    case Kind.F64  => new ColumnData.F64(java.util.Arrays.copyOf(tensor.doubles, tensor.size))
    case Kind.I32  => new ColumnData.I32(java.util.Arrays.copyOf(tensor.ints, tensor.size))
    case Kind.I64  => new ColumnData.I64(java.util.Arrays.copyOf(tensor.longs, tensor.size))
    case Kind.Bool => new ColumnData.Bool(java.util.Arrays.copyOf(tensor.booleans, tensor.size))
    case Kind.Text =>
      new ColumnData.Text(java.util.Arrays.copyOf[String](tensor.texts, tensor.size))
  }

  /** A copy of `tensor` for a caller. */
  def value(name: String, tensor: Tensor): TensorValue =
    new TensorValue(name, tensor.dims, data(tensor))

  /** Makes `tensor` the caller's array under `dims`, without a copy; the kinds must be one. */
  def lend(data: ColumnData, dims: Array[Int], tensor: Tensor): Unit =
    tensor.shareWith(data match {
      case typed: ColumnData.F32  => Tensor.floats(dims, typed.values)
      case typed: ColumnData.F64  => Tensor.doubles(dims, typed.values)
      case typed: ColumnData.I32  => Tensor.ints(dims, typed.values)
      case typed: ColumnData.I64  => Tensor.longs(dims, typed.values)
      case typed: ColumnData.Bool => Tensor.booleans(dims, typed.values)
      case typed: ColumnData.Text => Tensor.texts(dims, typed.values)
    })
}
