package io.handover.contract

import io.handover.values.ColumnType

/** An input of the model.
  *
  * @param required
  *   true when it is never null
  * @param bounds
  *   what its values (of an array: its elements) must keep to
  */
final case class InputColumn(
    name: String,
    columnType: ColumnType,
    required: Boolean,
    bounds: Bounds = Bounds()
)
