package io.handover.onnxfile

/** A message type of onnx.proto.
  *
  * @param name
  *   its name in onnx.proto
  * @param fields
  *   its fields by number
  */
private[onnxfile] final class Message(val name: String, val fields: Vector[(Int, Field)]) {

  private val byNumber = {
    val places = new Array[Field](fields.map(_._1).max + 1)
    fields.foreach { case (number, field) => places(number) = field }
    places
  }

  /** The field of this number, if onnx.proto has one. */
  def field(number: Int): Option[Field] =
    if (number < byNumber.length) Option(byNumber(number)) else None
}
