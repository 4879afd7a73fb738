package io.handover.onnxfile

import io.handover.archive.{Entry, FileBytes}

/** Reads protobuf's wire format forward through one window; lengths are checked before use. */
private[onnxfile] final class WireReader(file: FileBytes, entry: Entry) {

  private var window = Array.emptyByteArray
  private var windowStart = entry.start
  private var at = entry.start

  /** The position in the file. */
  def position: Long = at

  /** A varint of at most 64 bits, which must end before `end`. */
  def varint(end: Long): Long = {
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
    val found = file.read(at, (to - at).toInt)
    at = to
    found
  }

  private def next(): Byte = {
    if (at < windowStart || at >= windowStart + window.length) {
      window = file.read(at, (entry.end - at).min(FileBytes.Window.toLong).toInt)
      windowStart = at
    }
    val byte = window((at - windowStart).toInt)
    at += 1
    byte
  }

  private def beyond(): Nothing =
    throw BrokenModel(s"a field reaches beyond its message at byte $offset")

  private def offset: Long = at - entry.start
}
