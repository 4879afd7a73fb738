package io.handover.onnxfile

import io.handover.ColumnData

/** A tensor by itself: its shape and its elements, row after row. Both arrays are shared, not
  * copied: do not write to them.
  *
  * @param name
  *   what the graph calls it, "" when it has no name
  */
final class TensorValue(val name: String, val shape: Array[Int], val data: ColumnData) {

  /** Whether `other` has the same axes. */
  def sameShape(other: TensorValue): Boolean = java.util.Arrays.equals(shape, other.shape)

  override def toString: String = s"${data.elementType}${shape.mkString("[", ",", "]")}"
}
