package com.trasos.faulty

import com.trasos.ConversionPropensity
import io.handover.Row

/** Takes a missing number for 0, as a decoder with defaults does. */
final class ReadsNullAsZero extends ConversionPropensity {
  override protected def number(row: Row, column: String, imputed: Option[Float]): Float =
    if (row.isNull(column)) 0f else super.number(row, column, imputed)
}
