package io.handover.faulty

import io.handover.{Backend, BackendInfo, Batch}

/** Starts a process, says which one, and waits for it at the first row. */
final class HangsWithAProcess extends Backend {
  def info: BackendInfo = BackendInfo("hangs-with-a-process", "1.0")

  def score(batch: Batch): Batch = {
    val process = new ProcessBuilder("sleep", "600").inheritIO().start()
    println(s"started ${process.pid}")
    process.waitFor(): Unit
    batch
  }
}
