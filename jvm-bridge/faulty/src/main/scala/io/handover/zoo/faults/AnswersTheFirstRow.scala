package io.handover.zoo.faults

import io.handover.Batch
import io.handover.zoo.ReturnRisk

/** Answers the first row of a batch for all its rows. */
final class AnswersTheFirstRow extends ReturnRisk {
  override def score(batch: Batch): Batch =
    Batch.ofRows(Vector.fill(batch.rows)(answer(batch.row(0))))
}
