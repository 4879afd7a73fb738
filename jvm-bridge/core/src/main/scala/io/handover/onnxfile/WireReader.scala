package io.handover.onnxfile

import io.handover.archive.{Entry, FileBytes}

/** Reads protobuf's wire format forward through one window; lengths are checked before use.
  *
  * @param read
  *   gives so many bytes from a position
  * @param start
  *   position of the first byte of the message
  * @param until
  *   position after its last byte
  */
private[handover] final class WireReader(
    read: (Long, Int) => Array[Byte],
    start: Long,
    until: Long
) {

  private var window = Array.emptyByteArray
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

  /** Passes the byte `expected` where it comes next. */
  def passes(expected: Int, end: Long): Boolean = at < end && {
    val found = next() == expected
    if (!found) at -= 1
    found
  }

  private def longVarint(end: Long): Long = {
    var value = 0L
    var shift = 0
    var more = true
    while (more) {
      if (at >= end || shift > 63)
        throw BrokenModel(s"a number is cut off or too long at byte $offset")
      val byte = next()
      value |= (byte & 0x7fL) << shift
      shift += 7
      more = (byte & 0x80) != 0
    }
    value
  }

  /** Where a length-delimited field ends; the length is read here. */
  def delimited(end: Long): Long = {
    val length = varint(end)
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
    val found = read(at, (to - at).toInt)
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
      window = read(at, (until - at).min(FileBytes.Window.toLong).toInt)
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

  /** Reads an entry of a bundle without holding it in memory. */
  def of(file: FileBytes, entry: Entry): WireReader =
    new WireReader(file.read, entry.start, entry.end)

  /** Reads a message that lies in memory. */
  def of(bytes: Array[Byte]): WireReader = new WireReader(
    (from, count) => java.util.Arrays.copyOfRange(bytes, from.toInt, from.toInt + count),
    0L,
    bytes.length.toLong
  )
}
