package io.handover.evaluator.model

import io.handover.onnxfile.{BrokenModel, WireReader}
import java.lang.Float.intBitsToFloat
import java.nio.ByteBuffer
import java.nio.charset.{CharacterCodingException, StandardCharsets}
import java.util.Arrays

/** Walks the fields of protobuf messages; whoever knows a field takes it, the others are skipped.
  *
  * {{{
  * while (fields.next(end)) fields.number match {
  *   case 1 => name = fields.text(end)
  *   case _ => fields.skip(end)
  * }
  * }}}
  *
  * Lists grow with what was really read, not with what a file claims.
  */
private[model] final class Fields(in: WireReader) {

  private var tag = 0L
  private var wire = 0
  private val lastBytes = new Array[Array[Byte]](Fields.Lasts)
  private val lastTexts = new Array[String](Fields.Lasts)

  /** The number of the field whose value comes next. */
  var number: Int = 0

  /** Goes on to the next field before `end`, if there is one. */
  def next(end: Long): Boolean = in.position < end && {
    tag = in.varint(end)
    val found = tag >>> 3
    wire = (tag & 7).toInt
    if (found == 0 || found > Fields.MaxNumber) throw BrokenModel(s"field number $found")
    number = found.toInt
    true
  }

  /** Passes the value of this field. */
  def skip(end: Long): Unit = wire match {
    case 0 => val _ = in.varint(end)
    case 1 => in.skipTo(in.position + 8, end)
    case 2 => in.skipTo(in.delimited(end), end)
    case 5 => in.skipTo(in.position + 4, end)
    case w => throw BrokenModel(s"wire type $w")
  }

  /** Where the message in this field ends; its fields come next. */
  def nested(end: Long): Long = {
    wanted(2)
    in.delimited(end)
  }

  /** A whole number. */
  def whole(end: Long): Long = {
    wanted(0)
    in.varint(end)
  }

  /** A 32-bit float. */
  def float(end: Long): Float = {
    wanted(5)
    intBitsToFloat(in.fixed32(end))
  }

  /** A text in UTF-8; one that comes again and again, as modes of tree nodes do, is one object. */
  def text(end: Long): String = {
    wanted(2)
    delimitedText(end)
  }

  /** The bytes of this field. */
  def block(end: Long): Array[Byte] = {
    wanted(2)
    in.block(in.delimited(end))
  }

  /** One text, and those of the same list that follow it at once. */
  def texts(end: Long, into: TextList): Unit = {
    into.add(text(end))
    while (again(end)) {
      into.add(delimitedText(end))
      into.fill(in, tag.toInt, end, lastBytes, lastTexts)
    }
  }

  /** One whole number, or several in one field or in fields that follow at once. */
  def wholes(end: Long, into: LongList): Unit =
    if (wire == 2) into.fill(in, -1, in.delimited(end))
    else {
      into.add(whole(end))
      if (tag < 0x80) into.fill(in, tag.toInt, end)
    }

  /** One float, or several in one field or in fields that follow at once. */
  def floats(end: Long, into: FloatList): Unit =
    if (wire == 2) into.fill(in, -1, in.delimited(end))
    else {
      into.add(float(end))
      if (tag < 0x80) into.fill(in, tag.toInt, end)
    }

  /** The bits of one double, or of several in one field. */
  def doubles(end: Long, into: LongList): Unit =
    if (wire == 2) {
      val inner = in.delimited(end)
      while (in.position < inner) into.add(in.fixed64(inner))
    } else {
      wanted(1)
      into.add(in.fixed64(end))
    }

  // Converters write a list as one field for each element.
  private def again(end: Long): Boolean = tag < 0x80 && in.passes(tag.toInt, end)

  private def delimitedText(end: Long): String = {
    val until = in.delimited(end)
    val last = (until - in.position).toInt & Fields.Lasts - 1
    val bytes = in.block(until)
    if (!Arrays.equals(bytes, lastBytes(last))) {
      lastTexts(last) = Fields.utf8(bytes)
      lastBytes(last) = bytes
    }
    lastTexts(last)
  }

  private def wanted(type_ : Int): Unit =
    if (wire != type_) throw BrokenModel(s"a field has wire type $wire, expected $type_")
}

private[model] object Fields {

  // How many texts are remembered, by their length; a power of two.
  private final val Lasts = 16

  /** The highest field number that protobuf allows. */
  final val MaxNumber = (1L << 29) - 1

  /** The text that these bytes are. */
  def utf8(bytes: Array[Byte]): String =
    try StandardCharsets.UTF_8.newDecoder.decode(ByteBuffer.wrap(bytes)).toString
    catch { case _: CharacterCodingException => throw BrokenModel("a text is not UTF-8") }
}
