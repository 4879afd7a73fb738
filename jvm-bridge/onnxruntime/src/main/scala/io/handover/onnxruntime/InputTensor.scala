package io.handover.onnxruntime

import ai.onnxruntime.{OnnxJavaType, OnnxTensor, OrtEnvironment}
import io.handover.{Column, ColumnData}
import java.nio.{ByteBuffer, DoubleBuffer, FloatBuffer, IntBuffer, LongBuffer}

/** Makes the tensor of an input column: `[N, 1]` for a scalar, `[N, k]` for an array. */
private[onnxruntime] object InputTensor {

  /** The tensor of `column`, to be closed after use.
    *
    * @param stringMissing
    *   what the model was trained on where a string is null; a null float is NaN already
    */
  def of(environment: OrtEnvironment, column: Column, stringMissing: String): ExactText.Held = {
    val shape = Array(column.rows.toLong, column.width.toLong)
    def held(tensor: OnnxTensor): ExactText.Held = new ExactText.Held(tensor, tensor)
    column.data match {
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
        val texts = Array.tabulate(data.size) { index =>
          if (column.isNull(index / column.width)) stringMissing else data.values(index)
        }
        if (texts.exists(ExactText.isChanged)) ExactText.tensor(environment, texts, shape)
        else held(OnnxTensor.createTensor(environment, texts, shape))
    }
  }
}
