package io.handover.faulty

import io.handover.{BackendInfo, Batch, Bundle}

/** Keeps its input in a field while it thinks: right in one thread, wrong in several. */
final class SharesAnUnguardedBuffer(bundle: Bundle) extends Almost(bundle) {
  @volatile private var pending: Option[Batch] = None

  def info: BackendInfo = BackendInfo("shares-an-unguarded-buffer", "1.0")

  def score(batch: Batch): Batch = {
    pending = Some(batch)
    // Long enough for a second thread to overwrite the field.
    Thread.sleep(1)
    right(pending.getOrElse(batch))
  }
}
