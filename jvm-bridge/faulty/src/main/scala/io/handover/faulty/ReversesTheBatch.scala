package io.handover.faulty

import io.handover.{BackendInfo, Batch, Bundle}

/** Answers the rows of a batch in reverse: right one by one, wrong together. */
final class ReversesTheBatch(bundle: Bundle) extends Almost(bundle) {
  def info: BackendInfo = BackendInfo("reverses-the-batch", "1.0")

  def score(batch: Batch): Batch = {
    val answer = right(batch)
    rows(answer, Vector.range(0, answer.rows).reverse)
  }
}
