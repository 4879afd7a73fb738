package io.handover.faulty

import io.handover.{BackendInfo, Batch, Bundle, Row}

/** Answers with the text of each value: the right numbers in the wrong type. */
final class AnswersInText(bundle: Bundle) extends Almost(bundle) {
  def info: BackendInfo = BackendInfo("answers-in-text", "1.0")

  def score(batch: Batch): Batch = {
    val answer = right(batch)
    Batch.ofRows(Vector.tabulate(answer.rows) { index =>
      answer.columns.foldLeft(Row.empty)((row, column) =>
        row.add(column.name, column.value(index).toString)
      )
    })
  }
}
