package io.handover.parity

import io.handover.{Batch, Column, ModelContract, Row}

/** Lays rows out as the batch that a backend gets. */
private[handover] object InputBatch {

  /** The contract's input columns in contract order; the rows have its types. */
  def of(contract: ModelContract, rows: Vector[Row]): Batch =
    Batch.of(contract.inputs.map { input =>
      Column.ofCells(
        input.name,
        input.columnType.element,
        input.columnType.length,
        rows.map(_.value(input.name))
      )
    })
}
