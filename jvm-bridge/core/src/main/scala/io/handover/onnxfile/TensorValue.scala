package io.handover.onnxfile

import io.handover.ColumnData

/** A tensor by itself: its shape and its elements, row after row.
  *
  * @param name
  *   what the graph calls it, "" when it has no name
  */
final class TensorValue(val name: String, val shape: Vector[Int], val data: ColumnData) {

  override def toString: String = s"${data.elementType}${shape.mkString("[", ",", "]")}"
}
