package io.handover.onnxfile

import io.handover.archive.{Entry, FileBytes}
import java.nio.ByteBuffer
import java.nio.charset.{CharacterCodingException, StandardCharsets}
import scala.collection.mutable

/** What must be known of `model.onnx` before any runtime touches it, without an ONNX library.
  *
  * A walk over protobuf's wire format with a stack of its own: every byte is passed once, nesting
  * is bounded, nothing is allocated but a window and the metadata.
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
  }

  private val reader = WireReader.of(file, entry)
  private val frames = mutable.Stack(new Frame(Message.Model, entry.end))
  private val metadata = mutable.LinkedHashMap.empty[String, String]
  private val top = mutable.Set.empty[Int]
  private var external = 0
  private var graphs = 0
  private var outputs = 0

  def run(): ModelFacts = {
    while (frames.nonEmpty) {
      val frame = frames.top
      if (reader.position == frame.end) close(frames.pop()) else field(frame)
    }
    if (graphs > 1) throw BrokenModel("more than one graph")
    val missing = Vector(
      "ir_version" -> top(1),
      "graph" -> (graphs == 1),
      "opset_import" -> top(8),
      "graph output" -> (graphs == 0 || outputs > 0)
    ).collect { case (name, false) => name }
    ModelFacts(metadata.toMap, external, missing)
  }

  private def field(frame: Frame): Unit = {
    val tag = reader.varint(frame.end)
    val number = (tag >>> 3).min(Int.MaxValue.toLong).toInt
    if (number == 0) throw BrokenModel("field number 0")
    if (frame.message == Message.Model) { val _ = top += number }
    (tag & 7).toInt match {
      case 0 => varint(frame, number)
      case 1 => reader.skipTo(reader.position + 8, frame.end)
      case 2 => delimited(frame, number, reader.delimited(frame.end))
      case 5 => reader.skipTo(reader.position + 4, frame.end)
      case w => throw BrokenModel(s"wire type $w")
    }
  }

  private def varint(frame: Frame, number: Int): Unit = {
    val value = reader.varint(frame.end)
    // TensorProto.data_location, where 1 is EXTERNAL.
    if (frame.message == Message.Tensor && number == 14 && value != 0) frame.external = true
  }

  private def delimited(frame: Frame, number: Int, end: Long): Unit =
    frame.message.children.get(number) match {
      case Some(child) =>
        if (frames.length > ModelWalk.MaxDepth)
          throw BrokenModel(s"nested deeper than ${ModelWalk.MaxDepth} messages")
        if (frame.message == Message.Model && number == 7) graphs += 1
        frames.push(new Frame(child(), end))
        ()
      case None =>
        // TensorProto.external_data.
        if (frame.message == Message.Tensor && number == 13) frame.external = true
        if (frame.message == Message.Graph && number == 12 && frames.length == 2) outputs += 1
        if (frame.message == Message.Metadata && number == 1) frame.key = text(end)
        else if (frame.message == Message.Metadata && number == 2) frame.value = text(end)
        else reader.skipTo(end, frame.end)
    }

  private def close(frame: Frame): Unit = {
    if (frame.external) external += 1
    if (frame.message == Message.Metadata) {
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
