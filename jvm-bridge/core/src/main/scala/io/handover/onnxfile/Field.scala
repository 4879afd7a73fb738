package io.handover.onnxfile

/** A field of a message type.
  *
  * @param kind
  *   a wire form, or the name of the message that it holds
  * @param repeated
  *   whether it may come more than once, and numbers may come packed into one block
  */
private[onnxfile] final class Field(val kind: String, val repeated: Boolean) {

  /** The wire type of one value. */
  val wire: Int = kind match {
    case "varint"  => 0
    case "fixed64" => 1
    case "fixed32" => 5
    case _         => 2
  }

  /** Whether a field with this wire type is one: numbers of a list may be packed. */
  def accepts(found: Int): Boolean = found == wire || packs(found)

  /** Whether this wire type is that of a block of numbers. */
  def packs(found: Int): Boolean = found == 2 && wire != 2 && repeated

  /** The bytes of one packed number, 0 where it is a varint. */
  def width: Int = wire match {
    case 1 => 8
    case 5 => 4
    case _ => 0
  }

  /** The message that it holds, if it holds one. */
  def message: Option[Message] = if (wire == 2) OnnxFields.messages.get(kind) else None
}
