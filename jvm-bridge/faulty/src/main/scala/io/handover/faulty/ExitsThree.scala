package io.handover.faulty

import io.handover.{Backend, BackendInfo, Batch}

/** Ends the JVM with the exit code that stands for a bundle that is invalid. */
final class ExitsThree extends Backend {
  def info: BackendInfo = BackendInfo("exits-three", "1.0")

  def score(batch: Batch): Batch = {
    System.exit(3)
    batch
  }
}
