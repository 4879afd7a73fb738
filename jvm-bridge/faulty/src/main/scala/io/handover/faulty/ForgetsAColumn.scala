package io.handover.faulty

import io.handover.{BackendInfo, Batch, Bundle, Column}

/** Answers its first output under a name that the contract does not have. */
final class ForgetsAColumn(bundle: Bundle) extends Almost(bundle) {
  def info: BackendInfo = BackendInfo("forgets-a-column", "1.0")

  def score(batch: Batch): Batch = {
    val answer = right(batch)
    val first = answer.columns(0)
    val nulls = Array.tabulate(first.rows)(first.isNull)
    val renamed = Column.of(s"${first.name}_v2", first.data, first.length, nulls)
    Batch.of(renamed +: answer.columns.drop(1))
  }
}
