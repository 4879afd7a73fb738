package io.handover.faulty

import io.handover.{Backend, BackendInfo, Batch}

/** Ends the JVM from a thread of its own while the first row waits. */
final class ExitsFromAnotherThread extends Backend {
  def info: BackendInfo = BackendInfo("exits-from-another-thread", "1.0")

  def score(batch: Batch): Batch = {
    new Thread(() => System.exit(0)).start()
    while (true) Thread.sleep(1000)
    batch
  }
}
