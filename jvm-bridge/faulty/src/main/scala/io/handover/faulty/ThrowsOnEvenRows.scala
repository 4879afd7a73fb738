package io.handover.faulty

import io.handover.{BackendInfo, Batch, Bundle}
import java.util.concurrent.atomic.AtomicLong

/** Throws at every second call, with a cause, and answers the others rightly. */
final class ThrowsOnEvenRows(bundle: Bundle) extends Almost(bundle) {
  private val calls = new AtomicLong

  def info: BackendInfo = BackendInfo("throws-on-even-rows", "1.0")

  def score(batch: Batch): Batch =
    if (calls.incrementAndGet() % 2 != 0) right(batch)
    else
      throw new IllegalStateException(
        "feature store is away",
        new java.io.IOException("connection reset")
      )
}
