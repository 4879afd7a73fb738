package io.handover.bundle

import io.handover.archive.{Entry, FileBytes, Limits}
import java.io.ByteArrayOutputStream

/** The lines of an entry, one at a time; no line is held that is beyond the limit. */
private[bundle] object Lines {

  /** Calls `line` with each line and its number from 1; true when a line was too long to read. */
  def foreach(file: FileBytes, entry: Entry)(line: (Array[Byte], Int) => Unit): Boolean = {
    val pending = new ByteArrayOutputStream
    var number = 1
    var tooLong = false
    file.foreach(entry.start, entry.end) { chunk =>
      var from = 0
      while (from < chunk.length && !tooLong) {
        val newline = chunk.indexOf('\n'.toByte, from)
        val until = if (newline < 0) chunk.length else newline
        pending.write(chunk, from, until - from)
        tooLong = pending.size.toLong > Limits.Json
        if (newline >= 0 && !tooLong) {
          line(pending.toByteArray, number)
          pending.reset()
          number += 1
        }
        from = until + 1
      }
    }
    if (pending.size > 0 && !tooLong) line(pending.toByteArray, number)
    tooLong
  }
}
