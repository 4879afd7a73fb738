package io.handover.contract

import io.handover.values.ColumnType

/** An output of the model.
  *
  * @param nullable
  *   true when it may be null (for floats: NaN)
  * @param role
  *   which answer of the estimator it is
  * @param tolerance
  *   how far it may lie from the reference
  */
final case class OutputColumn(
    name: String,
    columnType: ColumnType,
    nullable: Boolean,
    role: Role,
    tolerance: Tolerance
)
