package io.handover.zoo.faults

import io.handover.zoo.ReturnRisk

/** Divides by 1000 what is in seconds already. */
final class ReadsSecondsAsMillis extends ReturnRisk {
  override protected def whole(column: String, value: Long): Float =
    super.whole(column, if (column == "since_visit_s") value / 1000 else value)
}
