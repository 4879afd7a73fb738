package io.handover.child

import java.io.{IOException, InputStream, OutputStream}
import java.nio.charset.StandardCharsets.UTF_8

/** Reads what a child prints to its end, so that no output blocks it or fills memory.
  *
  * @param output
  *   gets the first bytes, at most [[OutputDrain.Shown]] of them; the last ones are kept
  */
private[child] final class OutputDrain(input: InputStream, output: OutputStream) {
  private val tail = new Array[Byte](OutputDrain.Kept)
  private var total = 0L
  private val thread = new Thread(() => run(), "handover-drain")
  thread.setDaemon(true)
  thread.start()

  /** Waits for the end of the output, at most so long: a process that was left behind may hold it.
    */
  def finish(millis: Long): Unit = thread.join(millis)

  /** The last of what was printed, as text. */
  def text: String = synchronized {
    val kept = total.min(tail.length.toLong).toInt
    val start = ((total - kept) % tail.length).toInt
    val turned = Array.tabulate(kept)(index => tail((start + index) % tail.length))
    new String(turned, UTF_8)
  }

  private def run(): Unit = {
    val buffer = new Array[Byte](OutputDrain.Kept)
    try
      Iterator
        .continually(input.read(buffer))
        .takeWhile(_ >= 0)
        .foreach { length =>
          show(buffer, length)
          keep(buffer, length)
        }
    catch { case _: IOException => () }
  }

  private def keep(buffer: Array[Byte], length: Int): Unit = synchronized {
    // A buffer is no longer than the tail: it goes in as one piece, or as two around its end.
    val start = (total % tail.length).toInt
    val first = length.min(tail.length - start)
    System.arraycopy(buffer, 0, tail, start, first)
    System.arraycopy(buffer, first, tail, 0, length - first)
    total += length
  }

  private def show(buffer: Array[Byte], length: Int): Unit = {
    val room = (OutputDrain.Shown - total).max(0L).min(length.toLong).toInt
    output.write(buffer, 0, room)
    if (room < length && total <= OutputDrain.Shown)
      output.write(OutputDrain.more.getBytes(UTF_8))
    output.flush()
  }
}

private[child] object OutputDrain {

  /** How many bytes are shown. */
  val Shown: Int = 256 * 1024

  /** How many of the last bytes are kept for a report. */
  val Kept: Int = 64 * 1024

  private val more =
    s"\n(the backend printed more than ${Shown / 1024} KiB; the rest is not shown)\n"
}
