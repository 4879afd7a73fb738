package io.handover.faulty

import io.handover.{BackendInfo, Batch, Bundle}

/** Answers every row twice. */
final class RepeatsTheRow(bundle: Bundle) extends Almost(bundle) {
  def info: BackendInfo = BackendInfo("repeats-the-row", "1.0")

  def score(batch: Batch): Batch = {
    val answer = right(batch)
    rows(answer, Vector.tabulate(answer.rows * 2)(_ / 2))
  }
}
