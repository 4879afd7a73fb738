package io.handover.onnxruntime

import ai.onnxruntime.{OnnxJavaType, OnnxTensor, OrtEnvironment}
import io.handover.{Column, ColumnData}
import java.nio.{ByteBuffer, DoubleBuffer, FloatBuffer, IntBuffer, LongBuffer}

/** Makes the tensor of an input. */
private[onnxruntime] object InputTensor {

  /** The tensor of `column`, to be closed after use: `[N, 1]` for a scalar, `[N, k]` for an array.
    *
    * @param stringMissing
    *   what the model was trained on where a string is null; a null float is NaN already
    */
  def of(environment: OrtEnvironment, column: Column, stringMissing: String): ExactText.Held =
    of(environment, column.filled(stringMissing), Array(column.rows.toLong, column.width.toLong))

  /** The tensor of these elements under `shape`, to be closed after use. */
  def of(environment: OrtEnvironment, data: ColumnData, shape: Array[Long]): ExactText.Held = {
    def held(tensor: OnnxTensor): ExactText.Held = new ExactText.Held(tensor, tensor)
    data match {
      case data: ColumnData.F32 =>
        held(OnnxTensor.createTensor(environment, FloatBuffer.wrap(data.values), shape))
      case data: ColumnData.F64 =>
        held(OnnxTensor.createTensor(environment, DoubleBuffer.wrap(data.values), shape))
      case data: ColumnData.I32 =>
        held(OnnxTensor.createTensor(environment, IntBuffer.wrap(data.values), shape))
      case data: ColumnData.I64 =>
        held(OnnxTensor.createTensor(environment, LongBuffer.wrap(data.values), shape))
      case data: ColumnData.Bool =>
        val bytes = ByteBuffer.wrap(data.values.map(value => if (value) 1.toByte else 0.toByte))
        held(OnnxTensor.createTensor(environment, bytes, shape, OnnxJavaType.BOOL))
      case data: ColumnData.Text =>
        if (data.values.exists(ExactText.isChanged))
          ExactText.tensor(environment, data.values, shape)
        else held(OnnxTensor.createTensor(environment, data.values, shape))
    }
  }
}
