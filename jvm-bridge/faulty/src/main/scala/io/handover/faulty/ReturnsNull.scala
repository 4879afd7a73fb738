package io.handover.faulty

import io.handover.{Backend, BackendInfo, Batch}

/** Answers with null. */
final class ReturnsNull extends Backend {
  def info: BackendInfo = BackendInfo("returns-null", "1.0")
  def score(batch: Batch): Batch = null
}
