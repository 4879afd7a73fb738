package io.handover.archive

import java.nio.{ByteBuffer, ByteOrder}

/** Little-endian unsigned fields of a zip header. */
private[archive] final class Little(bytes: Array[Byte]) {

  private val buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)

  /** How many bytes there are. */
  def size: Int = bytes.length

  /** Two bytes at `at`. */
  def u16(at: Int): Int = buffer.getShort(at) & 0xffff

  /** Four bytes at `at`. */
  def u32(at: Int): Long = buffer.getInt(at) & 0xffffffffL

  /** The bytes from `at` on. */
  def slice(at: Int, count: Int): Array[Byte] = bytes.slice(at, at + count)
}
