package io.handover.zoo.faults

import io.handover.Batch
import io.handover.zoo.ReturnRisk

/** Scores four rows at a time; the last ones get the answer of the row before them. */
final class PadsTheLastChunk extends ReturnRisk {
  override def score(batch: Batch): Batch = {
    val whole = (batch.rows / 4 * 4).max(1)
    Batch.ofRows(Vector.tabulate(batch.rows)(index => answer(batch.row(index.min(whole - 1)))))
  }
}
