package io.handover.faulty

import io.handover.{BackendInfo, Batch, Bundle, Column}

/** Takes the first two input columns of one type for each other. */
final class SwapsColumns(bundle: Bundle) extends Almost(bundle) {
  def info: BackendInfo = BackendInfo("swaps-columns", "1.0")

  def score(batch: Batch): Batch = right(swapped(batch))

  private def swapped(batch: Batch): Batch = {
    val pair = for {
      (one, at) <- batch.columns.zipWithIndex
      other <- batch.columns.drop(at + 1)
      if one.elementType == other.elementType && one.length == other.length
    } yield (one, other)
    pair.headOption.fold(batch) { case (one, other) =>
      Batch.of(batch.columns.map {
        case column if column eq one   => named(one.name, other)
        case column if column eq other => named(other.name, one)
        case column                    => column
      })
    }
  }

  private def named(name: String, column: Column): Column = Column.of(
    name,
    column.data,
    column.length,
    Array.tabulate(column.rows)(column.isNull)
  )
}
