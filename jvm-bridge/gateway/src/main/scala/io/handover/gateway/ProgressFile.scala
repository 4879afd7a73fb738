package io.handover.gateway

import java.io.IOException
import java.nio.charset.StandardCharsets.US_ASCII
import java.nio.file.{Files, Path}
import java.util.concurrent.TimeUnit.MILLISECONDS

/** Writes `done total` to a file now and then, for a parent that polls it. */
private[gateway] final class ProgressFile(path: Path) {
  private val between = MILLISECONDS.toNanos(100)
  private var last = System.nanoTime - between

  /** Says how far it is; what comes too soon after the last is left out, the end never is. */
  def tell(done: Int, total: Int): Unit = {
    val now = System.nanoTime
    if (now - last >= between || done == total) {
      last = now
      // A progress that cannot be written is no reason to fail a verification.
      try Files.write(path, s"$done $total\n".getBytes(US_ASCII)): Unit
      catch { case _: IOException => () }
    }
  }
}
