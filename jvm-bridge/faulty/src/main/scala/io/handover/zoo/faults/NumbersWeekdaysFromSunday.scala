package io.handover.zoo.faults

import io.handover.zoo.ReturnRisk

/** Counts weekdays as java.util.Calendar does, Sunday first. */
final class NumbersWeekdaysFromSunday extends ReturnRisk {
  override protected def whole(column: String, value: Long): Float =
    super.whole(column, if (column == "weekday") value % 7 + 1 else value)
}
