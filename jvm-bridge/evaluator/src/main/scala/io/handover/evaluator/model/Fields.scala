package io.handover.evaluator.model

import io.handover.onnxfile.{BrokenModel, WireReader}
import java.lang.Float.intBitsToFloat
import java.nio.ByteBuffer
import java.nio.charset.{CharacterCodingException, StandardCharsets}
import scala.collection.immutable.VectorBuilder
import scala.collection.mutable.ArrayBuilder

/** Walks the fields of protobuf messages; whoever knows a field takes it, the others are passed.
  *
  * Lists grow with what was really read, not with what a file claims.
  */
private[model] final class Fields(in: WireReader) {

  private var tag = 0L
  private var wire = 0
  private val lastBytes = Array.fill(Fields.Lasts)(Array.emptyByteArray)
  private val lastTexts = Array.fill(Fields.Lasts)("")

  /** Calls `field` with each field number until `end`; it takes the value or answers false. */
  def foreach(end: Long)(field: Int => Boolean): Unit =
    while (in.position < end) {
      tag = in.varint(end)
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
    wanted(2)
    next(end)
  }

  /** One text, and those of the same list that follow it at once. */
  def texts(end: Long, into: VectorBuilder[String]): Unit = {
    into.addOne(text(end))
    while (again(end)) into.addOne(next(end))
  }

  private def next(end: Long): String = {
    val bytes = in.block(in.delimited(end))
    val last = bytes.length & Fields.Lasts - 1
    if (!java.util.Arrays.equals(bytes, lastBytes(last))) {
      lastTexts(last) = Fields.utf8(bytes)
      lastBytes(last) = bytes
    }
    lastTexts(last)
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
    } else {
      into.addOne(number(end))
      while (again(end)) into.addOne(in.varint(end))
    }

  /** One float, or several in one field. */
  def floats(end: Long, into: ArrayBuilder.ofFloat): Unit =
    if (wire == 2) {
      val inner = in.delimited(end)
      while (in.position < inner) into.addOne(intBitsToFloat(in.fixed32(inner)))
    } else {
      into.addOne(float(end))
      while (again(end)) into.addOne(intBitsToFloat(in.fixed32(end)))
    }

  /** The bits of one double, or of several in one field. */
  def doubles(end: Long, into: ArrayBuilder.ofLong): Unit =
    if (wire == 2) {
      val inner = in.delimited(end)
      while (in.position < inner) into.addOne(in.fixed64(inner))
    } else {
      wanted(1)
      into.addOne(in.fixed64(end))
    }

  // Converters write a list as one field for each element.
  private def again(end: Long): Boolean = tag < 0x80 && in.passes(tag.toInt, end)

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

  // How many texts are remembered, by their length; a power of two.
  private val Lasts = 16

  /** The highest field number that protobuf allows. */
  val MaxNumber: Long = (1L << 29) - 1

  /** The text that these bytes are. */
  def utf8(bytes: Array[Byte]): String =
    try StandardCharsets.UTF_8.newDecoder.decode(ByteBuffer.wrap(bytes)).toString
    catch { case _: CharacterCodingException => throw BrokenModel("a text is not UTF-8") }
}
