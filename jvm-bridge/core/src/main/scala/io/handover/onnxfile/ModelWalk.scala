package io.handover.onnxfile

import io.handover.archive.{Entry, FileBytes}
import java.nio.ByteBuffer
import java.nio.charset.{CharacterCodingException, StandardCharsets}
import scala.collection.mutable

/** The strict walk through `model.onnx` before any runtime reads it, without an ONNX library.
  *
  * Every field must be one of onnx.proto, in its wire form, under a tag of the shortest form, and
  * once where it is not repeated. What is accepted holds nothing that a runtime reads and this walk
  * does not (docs/adr/0013-nothing-unread.md). The walk has a stack of its own: every byte is
  * passed once, nesting is bounded, nothing is allocated but a window and the metadata.
  */
private[handover] object ModelWalk {

  private val MaxDepth = 100
  private val MaxMetadata = 10000

  /** The facts, or why the bytes are no ONNX model. */
  def facts(file: FileBytes, entry: Entry): Either[String, ModelFacts] =
    try Right(new ModelWalk(file, entry).run())
    catch { case BrokenModel(reason) => Left(reason) }
}

private[onnxfile] final class ModelWalk(file: FileBytes, entry: Entry) {

  private final class Frame(val message: Message, val end: Long) {
    var external = false
    var key = ""
    var value = ""
    // A bit for each field that has come and may not come again; the largest number is 26.
    var seen = 0
  }

  private val reader = WireReader.of(file, entry)
  private val model = new Frame(OnnxFields.model, entry.end)
  private val frames = mutable.Stack(model)
  private val metadata = mutable.LinkedHashMap.empty[String, String]
  private val top = mutable.Set.empty[Int]
  private var external = 0
  private var outputs = 0

  def run(): ModelFacts = {
    if (marked) throw BrokenModel("it is marked as a model in ONNX Runtime's own format (ORTM)")
    while (frames.nonEmpty) {
      val frame = frames.top
      if (reader.position == frame.end) close(frames.pop()) else field(frame)
    }
    val missing = Vector(
      "ir_version" -> top(1),
      "graph" -> top(7),
      "opset_import" -> top(8),
      "graph output" -> (!top(7) || outputs > 0)
    ).collect { case (name, false) => name }
    ModelFacts(metadata.toMap, external, missing)
  }

  // ONNX Runtime takes a file with these bytes at 4..8 for a flatbuffer of its own format.
  private def marked: Boolean =
    entry.end - entry.start >= 8 &&
      new String(file.read(entry.start + 4, 4), StandardCharsets.ISO_8859_1) == "ORTM"

  private def field(frame: Frame): Unit = {
    val tag = reader.tag(frame.end)
    val number = tag >>> 3
    val wire = tag & 7
    val message = frame.message
    val field = message
      .field(number)
      .getOrElse(throw BrokenModel(s"field $number of ${message.name} is unknown"))
    if (!field.repeated) {
      if ((frame.seen >>> number & 1) != 0)
        throw BrokenModel(s"field $number of ${message.name} appears twice")
      frame.seen |= 1 << number
    }
    if (!field.accepts(wire))
      throw BrokenModel(s"field $number of ${message.name} has wire type $wire")
    if (frame eq model) { val _ = top += number }
    wire match {
      case 0 => varint(frame, number)
      case 1 => reader.skipTo(reader.position + 8, frame.end)
      case 5 => reader.skipTo(reader.position + 4, frame.end)
      case _ => delimited(frame, number, field, reader.delimited(frame.end))
    }
  }

  private def varint(frame: Frame, number: Int): Unit = {
    val value = reader.varint(frame.end)
    // TensorProto.data_location, where 1 is EXTERNAL.
    if (number == 14 && value != 0 && frame.message.name == "TensorProto") frame.external = true
  }

  private def delimited(frame: Frame, number: Int, field: Field, end: Long): Unit =
    field.message match {
      case Some(child) =>
        if (frames.length > ModelWalk.MaxDepth)
          throw BrokenModel(s"nested deeper than ${ModelWalk.MaxDepth} messages")
        frame.message.name match {
          // TensorProto.external_data.
          case "TensorProto" if number == 13                      => frame.external = true
          case "GraphProto" if number == 12 && frames.length == 2 => outputs += 1
          case _                                                  => ()
        }
        frames.push(new Frame(child, end))
        ()
      case None if field.packs(2)                                 => packed(field, end)
      case None if frame.message.name == "StringStringEntryProto" =>
        if (number == 1) frame.key = text(end) else frame.value = text(end)
      case None => reader.skipTo(end, frame.end)
    }

  private def packed(field: Field, end: Long): Unit =
    if (field.width == 0) while (reader.position < end) { val _ = reader.varint(end) }
    else {
      if ((end - reader.position) % field.width != 0)
        throw BrokenModel("a packed list is cut off")
      reader.skipTo(end, end)
    }

  private def close(frame: Frame): Unit = {
    if (frame.external) external += 1
    // Of all pairs of texts only the model's own are metadata that anyone asks for.
    if (frame.message.name == "StringStringEntryProto" && frames.length == 1) {
      if (metadata.contains(frame.key))
        throw BrokenModel(s"metadata key ${frame.key} appears twice")
      if (metadata.size >= ModelWalk.MaxMetadata) throw BrokenModel("too many metadata entries")
      metadata.update(frame.key, frame.value)
    }
  }

  private def text(end: Long): String =
    try StandardCharsets.UTF_8.newDecoder.decode(ByteBuffer.wrap(reader.bytes(end))).toString
    catch { case _: CharacterCodingException => throw BrokenModel("a text is not UTF-8") }
}
