package io.handover.onnxruntime

import ai.onnxruntime.{OnnxJavaType, OnnxTensor, OnnxValue}
import io.handover.{Column, ColumnData}

/** Reads an output tensor as a column, in the tensor's own type: a type other than the contract's
  * is for the comparison to find.
  */
private[onnxruntime] object OutputColumn {

  /** The column called `name` from what the model answered for `rows` rows.
    *
    * @param length
    *   how many elements the contract gives a row; none for a scalar
    */
  def of(name: String, value: OnnxValue, rows: Int, length: Option[Int]): Column = value match {
    case tensor: OnnxTensor =>
      val elements = data(name, tensor)
      Column.ofAnswer(name, elements, rows, length).getOrElse(
        throw new IllegalStateException(
          s"output=$name has elements=${elements.size} for rows=$rows, " +
            s"shape=${tensor.getInfo.getShape.mkString("[", ",", "]")}"
        )
      )
    case other =>
      throw new IllegalStateException(s"output=$name is ${other.getType}, expected a tensor")
  }

  /** The elements of an output tensor in its own type. */
  def data(name: String, tensor: OnnxTensor): ColumnData = tensor.getInfo.`type` match {
    case OnnxJavaType.FLOAT  => new ColumnData.F32(tensor.getFloatBuffer.array)
    case OnnxJavaType.DOUBLE => new ColumnData.F64(tensor.getDoubleBuffer.array)
    case OnnxJavaType.INT32  => new ColumnData.I32(tensor.getIntBuffer.array)
    case OnnxJavaType.INT64  => new ColumnData.I64(tensor.getLongBuffer.array)
    case OnnxJavaType.BOOL   => new ColumnData.Bool(tensor.getByteBuffer.array.map(_ != 0))
    case OnnxJavaType.STRING => new ColumnData.Text(flat(tensor.getValue))
    case other               =>
      throw new IllegalStateException(
        s"output=$name has the tensor type $other, which no column has"
      )
  }

  private def flat(nested: Any): Array[String] = nested match {
    case text: String         => Array(text)
    case texts: Array[String] => texts
    case parts: Array[?]      => parts.flatMap(flat)
    case other                => throw new IllegalStateException(s"a string tensor gave $other")
  }
}
