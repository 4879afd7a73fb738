package io.handover.zoo.faults

import io.handover.zoo.ReturnRisk

/** Counts weekdays from 0, as the index of an enum. */
final class NumbersWeekdaysFromZero extends ReturnRisk {
  override protected def whole(column: String, value: Long): Float =
    super.whole(column, if (column == "weekday") value - 1 else value)
}
