package io.handover.faulty

import io.handover.{Backend, BackendInfo, Batch}

/** Recurses without end at every row. */
final class OverflowsTheStack extends Backend {
  def info: BackendInfo = BackendInfo("overflows-the-stack", "1.0")

  def score(batch: Batch): Batch = Batch.of(score(batch).columns.reverse)
}
