package io.handover.faults

import io.handover.{Backend, BackendInfo, Batch}

/** Returns null for a whole batch. */
class ReturnsNothing extends Backend {
  def info: BackendInfo = BackendInfo("nothing", "1.0")

  def score(batch: Batch): Batch = Option.empty[Batch].orNull
}
