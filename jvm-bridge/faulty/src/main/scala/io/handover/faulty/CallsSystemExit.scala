package io.handover.faulty

import io.handover.{Backend, BackendInfo, Batch}

/** Ends the whole JVM with exit code 7 at the first row. */
final class CallsSystemExit extends Backend {
  def info: BackendInfo = BackendInfo("calls-system-exit", "1.0")

  def score(batch: Batch): Batch = {
    System.exit(7)
    batch
  }
}
