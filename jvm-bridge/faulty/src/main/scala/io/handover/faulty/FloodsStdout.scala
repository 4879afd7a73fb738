package io.handover.faulty

import io.handover.{BackendInfo, Batch, Bundle}

/** Prints 32 MiB a row on standard output, and answers rightly. */
final class FloodsStdout(bundle: Bundle) extends Almost(bundle) {
  private val line = "x" * 1023

  def info: BackendInfo = BackendInfo("floods-stdout", "1.0")

  def score(batch: Batch): Batch = {
    (1 to 32 * 1024).foreach(_ => System.out.println(line))
    right(batch)
  }
}
