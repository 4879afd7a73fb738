package io.handover.evaluator

import io.handover.ColumnData
import io.handover.onnxfile.TensorValue

/** Matrices of floats for tests. */
object Rows {

  /** A matrix of these elements. */
  def of(rows: Int, width: Int, values: Array[Float]): TensorValue =
    new TensorValue("X", Array(rows, width), new ColumnData.F32(values))

  /** The bits of a tensor's elements; all NaNs are one. */
  def bits(value: TensorValue): Vector[Long] = value.data match {
    case data: ColumnData.F32 =>
      data.values.toVector.map(v => java.lang.Float.floatToIntBits(v).toLong)
    case data: ColumnData.F64 => data.values.toVector.map(v => java.lang.Double.doubleToLongBits(v))
    case data: ColumnData.I64 => data.values.toVector
    case data: ColumnData.I32 => data.values.toVector.map(_.toLong)
    case data: ColumnData.Bool => data.values.toVector.map(v => if (v) 1L else 0L)
    case data: ColumnData.Text => data.values.toVector.map(_.hashCode.toLong)
  }
}
