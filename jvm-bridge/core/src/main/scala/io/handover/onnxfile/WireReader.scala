package io.handover.onnxfile

import io.handover.archive.{Entry, FileBytes}
import java.lang.Float.intBitsToFloat
import java.util.Arrays

/** Reads protobuf's wire format forward through one window; lengths are checked before use.
  *
  * @param read
  *   where the bytes come from
  * @param start
  *   position of the first byte of the message
  * @param until
  *   position after its last byte
  * @param first
  *   the bytes from `start` on that are there already
  */
private[handover] final class WireReader private (
    read: WireReader.Source,
    start: Long,
    until: Long,
    first: Array[Byte]
) {

  private var window = first
  private var windowStart = start
  private var at = start

  /** The position in the file. */
  def position: Long = at

  /** A varint of at most 64 bits, which must end before `end`. */
  def varint(end: Long): Long = {
    // Most numbers take one byte, and a file of trees has a million of them.
    val place = at - windowStart
    if (at < end && place >= 0 && place < window.length && window(place.toInt) >= 0) {
      at += 1
      window(place.toInt).toLong
    } else longVarint(end)
  }

  /** The tag of a field, in its shortest form: protobuf keeps 32 bits of a longer one, and would
    * read another field than we do.
    */
  def tag(end: Long): Int = {
    val begin = at
    val value = varint(end)
    val bytes = (at - begin).toInt
    if (bytes > 5 || value >>> 32 != 0 || bytes > 1 && value >>> (7 * (bytes - 1)) == 0)
      throw BrokenModel(s"a field's tag is not written in its shortest form at byte $offset")
    value.toInt
  }

  /** Passes the byte `expected` where it comes next. */
  def passes(expected: Int, end: Long): Boolean = at < end && {
    val found = next() == expected
    if (!found) at -= 1
    found
  }

  /** Reads varints into `to` from place `from` until `limit`, and tells the place after the last:
    * as many as come at once, each after the byte `tag`, or without one between them when it is -1.
    */
  def varints(tag: Int, end: Long, to: Array[Long], from: Int, limit: Int): Int = {
    val i = if (near) nearVarints(tag, end, to, from, limit) else from
    if (i == limit) i else lastVarints(tag, end, to, i, limit)
  }

  private def lastVarints(tag: Int, end: Long, to: Array[Long], from: Int, limit: Int): Int = {
    var i = from
    while (i < limit && comes(tag, end)) {
      to(i) = varint(end)
      i += 1
    }
    i
  }

  /** The same for floats of four bytes. */
  def floats(tag: Int, end: Long, to: Array[Float], from: Int, limit: Int): Int = {
    val i = if (near) nearFloats(tag, end, to, from, limit) else from
    if (i == limit) i else lastFloats(tag, end, to, i, limit)
  }

  private def lastFloats(tag: Int, end: Long, to: Array[Float], from: Int, limit: Int): Int = {
    var i = from
    while (i < limit && comes(tag, end)) {
      to(i) = intBitsToFloat(fixed32(end))
      i += 1
    }
    i
  }

  private def comes(tag: Int, end: Long): Boolean = if (tag < 0) at < end else passes(tag, end)

  // Those that lie in the window whatever their length is. A file of trees has a million of them,
  // read by code that is compiled while it runs: a branch that the first list does not take is left
  // out, and what was compiled is thrown away when the next one takes it. So there is one condition
  // for every end of the loop, negative while all of its parts are, and none for a second byte.
  private def nearVarints(tag: Int, end: Long, to: Array[Long], from: Int, limit: Int): Int = {
    val bytes = window
    val sure = lastSure(end)
    val compared = if (tag < 0) 0 else 0xff
    val tagged = compared & 1
    var place = (at - windowStart).toInt
    var i = from
    while ((i - limit & place - sure & ((bytes(place) ^ tag) & compared) - 1) < 0) {
      val first = bytes(place + tagged).toInt
      val second = bytes(place + tagged + 1).toInt
      val two = first >>> 31
      if ((first & second) >= 0) {
        to(i) = (first & 0x7f | second << 7 & -two).toLong
        place += tagged + 1 + two
      } else {
        at = windowStart + place + tagged
        to(i) = longVarint(end)
        place = (at - windowStart).toInt
      }
      i += 1
    }
    at = windowStart + place
    i
  }

  private def nearFloats(tag: Int, end: Long, to: Array[Float], from: Int, limit: Int): Int = {
    val bytes = window
    val sure = lastSure(end)
    val compared = if (tag < 0) 0 else 0xff
    val tagged = compared & 1
    var place = (at - windowStart).toInt
    var i = from
    while ((i - limit & place - sure & ((bytes(place) ^ tag) & compared) - 1) < 0) {
      val low = place + tagged
      to(i) = intBitsToFloat(
        bytes(low) & 0xff | (bytes(low + 1) & 0xff) << 8 | (bytes(low + 2) & 0xff) << 16 |
          bytes(low + 3) << 24
      )
      place = low + 4
      i += 1
    }
    at = windowStart + place
    i
  }

  private def near: Boolean = at >= windowStart && at < windowStart + window.length

  // Before this place of the window a tag of one byte and a number end within both it and `end`.
  private def lastSure(end: Long): Int =
    Math.min(end - windowStart, window.length.toLong).toInt - WireReader.Longest

  /** Reads texts into `to` from place `from` until `limit`, and tells the place after the last: as
    * many as come at once, each after the byte `tag`, of those that are known.
    *
    * @param known
    *   texts at the place of their length, modulo how many places there are: a power of two
    * @param texts
    *   what is read for each of them
    */
  def texts(
      tag: Int,
      end: Long,
      known: Array[Array[Byte]],
      texts: Array[String],
      to: Array[String],
      from: Int,
      limit: Int
  ): Int = {
    val until = if (near) Math.min(end - windowStart, window.length.toLong).toInt else 0
    var place = (at - windowStart).toInt
    var i = from
    var which = 0
    while (i < limit && which >= 0) {
      which = knownAt(place, until, tag, known)
      if (which >= 0) {
        to(i) = texts(which)
        place += 2 + known(which).length
        i += 1
      }
    }
    at = windowStart + place
    i
  }

  // Which of the known texts comes at a place of the window, -1 when none of them does.
  private def knownAt(place: Int, until: Int, tag: Int, known: Array[Array[Byte]]): Int = {
    val bytes = window
    val first = place + 2
    if (first > until || bytes(place) != tag) -1
    else {
      val length = bytes(place + 1).toInt
      val which = length & known.length - 1
      val text = known(which)
      val same = text != null && text.length == length && length <= until - first &&
        Arrays.equals(bytes, first, first + length, text, 0, length)
      if (same) which else -1
    }
  }

  private def longVarint(end: Long): Long = {
    var value = 0L
    var shift = 0
    var more = true
    while (more) {
      if (at >= end || shift > 63) tooLong()
      val byte = next()
      // Of the tenth byte only the lowest bit lies within 64.
      if (shift == 63 && (byte & 0x7e) != 0) tooLong()
      value |= (byte & 0x7fL) << shift
      shift += 7
      more = (byte & 0x80) != 0
    }
    value
  }

  private def tooLong(): Nothing =
    throw BrokenModel(s"a number is cut off or too long at byte $offset")

  /** Where a length-delimited field ends; the length is read here. */
  def delimited(end: Long): Long = {
    val length = varint(end)
    // Protobuf keeps 31 bits of a length.
    if (length > Int.MaxValue) throw BrokenModel(s"a length of $length bytes at byte $offset")
    if (length < 0 || length > end - at) beyond()
    at + length
  }

  /** Goes on to `to`. */
  def skipTo(to: Long, end: Long): Unit = {
    if (to > end) beyond()
    at = to
  }

  /** The bytes up to `to`, which must be few. */
  def bytes(to: Long): Array[Byte] = {
    if (to - at > FileBytes.Window) throw BrokenModel(s"a text of ${to - at} bytes at byte $offset")
    block(to)
  }

  /** The bytes up to `to`, however many: no more than the message has. */
  def block(to: Long): Array[Byte] = {
    val found = read.bytes(at, (to - at).toInt)
    at = to
    found
  }

  /** Four bytes, little-endian, which must end before `end`. */
  def fixed32(end: Long): Int = {
    if (end - at < 4) beyond()
    next() & 0xff | (next() & 0xff) << 8 | (next() & 0xff) << 16 | next() << 24
  }

  /** Eight bytes, little-endian, which must end before `end`. */
  def fixed64(end: Long): Long = {
    val low = fixed32(end)
    fixed32(end).toLong << 32 | low & 0xffffffffL
  }

  private def next(): Byte = {
    if (at < windowStart || at >= windowStart + window.length) {
      window = read.bytes(at, Math.min(until - at, FileBytes.Window.toLong).toInt)
      windowStart = at
    }
    val byte = window((at - windowStart).toInt)
    at += 1
    byte
  }

  private def beyond(): Nothing =
    throw BrokenModel(s"a field reaches beyond its message at byte $offset")

  private def offset: Long = at - start
}

private[handover] object WireReader {

  // The most bytes of a tag of one byte and a varint.
  private final val Longest = 11

  /** Gives `count` bytes from a position. */
  private abstract class Source {
    def bytes(from: Long, count: Int): Array[Byte]
  }

  /** Reads an entry of a bundle without holding it in memory. */
  def of(file: FileBytes, entry: Entry): WireReader = {
    val source = new Source {
      def bytes(from: Long, count: Int): Array[Byte] = file.read(from, count)
    }
    new WireReader(source, entry.start, entry.end, new Array[Byte](0))
  }

  /** Reads a message that lies in memory. */
  def of(bytes: Array[Byte]): WireReader =
    new WireReader(new Lying(bytes), 0L, bytes.length.toLong, bytes)

  private final class Lying(message: Array[Byte]) extends Source {
    def bytes(from: Long, count: Int): Array[Byte] =
      Arrays.copyOfRange(message, from.toInt, from.toInt + count)
  }
}
