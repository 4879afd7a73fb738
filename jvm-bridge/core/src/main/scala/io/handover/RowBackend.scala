package io.handover

/** A [[Backend]] that answers one row at a time.
  *
  * {{{
  * final class AlwaysHalf extends RowBackend {
  *   def info: BackendInfo = BackendInfo("always-half", "1.0")
  *   def scoreRow(row: Row): Row = Row.empty.add("proba", 0.5f)
  * }
  * }}}
  */
abstract class RowBackend extends Backend {

  /** The answer for one row. */
  def scoreRow(row: Row): Row

  /** The answers of `scoreRow`, row after row. */
  final def score(batch: Batch): Batch =
    Batch.ofRows(Vector.tabulate(batch.rows)(index => scoreRow(batch.row(index))))
}
