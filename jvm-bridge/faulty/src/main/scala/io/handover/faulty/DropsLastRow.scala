package io.handover.faulty

import io.handover.{BackendInfo, Batch, Bundle}

/** Answers one row too few when asked for more than one. */
final class DropsLastRow(bundle: Bundle) extends Almost(bundle) {
  def info: BackendInfo = BackendInfo("drops-last-row", "1.0")

  def score(batch: Batch): Batch = {
    val answer = right(batch)
    if (answer.rows < 2) answer else rows(answer, Vector.range(0, answer.rows - 1))
  }
}
