package io.handover.evaluator.model

import io.handover.onnxfile.{BrokenModel, WireReader}
import java.lang.Float.intBitsToFloat
import java.nio.ByteBuffer
import java.nio.charset.{CharacterCodingException, StandardCharsets}
import scala.collection.mutable.ArrayBuilder

/** Walks the fields of protobuf messages; whoever knows a field takes it, the others are passed.
  *
  * Lists grow with what was really read, not with what a file claims.
  */
private[model] final class Fields(in: WireReader) {

  private var wire = 0
  private var lastBytes = Array.emptyByteArray
  private var lastText = ""

  /** Calls `field` with each field number until `end`; it takes the value or answers false. */
  def foreach(end: Long)(field: Int => Boolean): Unit =
    while (in.position < end) {
      val tag = in.varint(end)
      val number = tag >>> 3
      wire = (tag & 7).toInt
      if (number == 0 || number > Fields.MaxNumber) throw BrokenModel(s"field number $number")
      if (!field(number.toInt)) skip(end)
    }

  /** Where the message in this field ends; its fields come next. */
  def nested(end: Long): Long = {
    wanted(2)
    in.delimited(end)
  }

  /** A whole number. */
  def number(end: Long): Long = {
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
    val bytes = block(end)
    if (!java.util.Arrays.equals(bytes, lastBytes)) {
      lastText = Fields.utf8(bytes)
      lastBytes = bytes
    }
    lastText
  }

  /** The bytes of this field. */
  def block(end: Long): Array[Byte] = {
    wanted(2)
    in.block(in.delimited(end))
  }

  /** One whole number, or several in one field. */
  def numbers(end: Long, into: ArrayBuilder.ofLong): Unit =
    if (wire == 2) {
      val inner = in.delimited(end)
      while (in.position < inner) into.addOne(in.varint(inner))
    } else into.addOne(number(end))

  /** One float, or several in one field. */
  def floats(end: Long, into: ArrayBuilder.ofFloat): Unit =
    if (wire == 2) {
      val inner = in.delimited(end)
      while (in.position < inner) into.addOne(intBitsToFloat(in.fixed32(inner)))
    } else into.addOne(float(end))

  /** The bits of one double, or of several in one field. */
  def doubles(end: Long, into: ArrayBuilder.ofLong): Unit =
    if (wire == 2) {
      val inner = in.delimited(end)
      while (in.position < inner) into.addOne(in.fixed64(inner))
    } else {
      wanted(1)
      into.addOne(in.fixed64(end))
    }

  private def skip(end: Long): Unit = wire match {
    case 0 => val _ = in.varint(end)
    case 1 => in.skipTo(in.position + 8, end)
    case 2 => in.skipTo(in.delimited(end), end)
    case 5 => in.skipTo(in.position + 4, end)
    case w => throw BrokenModel(s"wire type $w")
  }

  private def wanted(type_ : Int): Unit =
    if (wire != type_) throw BrokenModel(s"a field has wire type $wire, expected $type_")
}

private[model] object Fields {

  /** The highest field number that protobuf allows. */
  val MaxNumber: Long = (1L << 29) - 1

  /** The text that these bytes are. */
  def utf8(bytes: Array[Byte]): String =
    try StandardCharsets.UTF_8.newDecoder.decode(ByteBuffer.wrap(bytes)).toString
    catch { case _: CharacterCodingException => throw BrokenModel("a text is not UTF-8") }
}
