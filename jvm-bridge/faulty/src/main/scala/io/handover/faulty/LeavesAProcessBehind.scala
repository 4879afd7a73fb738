package io.handover.faulty

import io.handover.{BackendInfo, Batch, Bundle}

/** Starts a process that outlives it, says which one, and answers rightly. */
final class LeavesAProcessBehind(bundle: Bundle) extends Almost(bundle) {
  private val process = new ProcessBuilder("sleep", "600").inheritIO().start()
  println(s"started ${process.pid}")

  def info: BackendInfo = BackendInfo("leaves-a-process-behind", "1.0")
  def score(batch: Batch): Batch = right(batch)
}
