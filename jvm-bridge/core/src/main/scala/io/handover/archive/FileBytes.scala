package io.handover.archive

import java.io.EOFException
import java.nio.ByteBuffer
import java.nio.channels.FileChannel
import java.security.MessageDigest
import java.util.zip.CRC32

/** Positional reads of an open file; nothing is kept but the window a caller asks for. */
private[handover] final class FileBytes(channel: FileChannel) {

  /** The length of the file when it was opened. */
  val size: Long = channel.size

  /** The `count` bytes from `from` on.
    *
    * @throws java.io.EOFException
    *   when the file ends before: somebody cut it while it was read
    */
  def read(from: Long, count: Int): Array[Byte] = {
    val buffer = ByteBuffer.allocate(count)
    while (buffer.hasRemaining)
      if (channel.read(buffer, from + buffer.position().toLong) < 0)
        throw new EOFException(s"the file ends at byte ${from + buffer.position()}")
    buffer.array
  }

  /** Calls `chunk` for the bytes from `from` to `until`, window by window. */
  def foreach(from: Long, until: Long)(chunk: Array[Byte] => Unit): Unit =
    Iterator
      .iterate(from)(_ + FileBytes.Window)
      .takeWhile(_ < until)
      .foreach(at => chunk(read(at, (until - at).min(FileBytes.Window.toLong).toInt)))

  /** CRC-32 and SHA-256 (lower-case hexadecimal) of the bytes from `from` to `until`. */
  def checksums(from: Long, until: Long): (Long, String) = {
    val crc = new CRC32
    val sha = MessageDigest.getInstance("SHA-256")
    foreach(from, until) { chunk =>
      crc.update(chunk)
      sha.update(chunk)
    }
    (crc.getValue, Digest.hex(sha.digest))
  }
}

private[handover] object FileBytes {

  /** Bytes read at a time. */
  val Window: Int = 1 << 16
}
