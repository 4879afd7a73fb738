package io.handover.faulty

import io.handover.{BackendInfo, Batch, Bundle}

/** Answers rightly, and ends the JVM when it is closed. */
final class ExitsWhenClosed(bundle: Bundle) extends Almost(bundle) {
  def info: BackendInfo = BackendInfo("exits-when-closed", "1.0")
  def score(batch: Batch): Batch = right(batch)
  override def close(): Unit = System.exit(0)
}
