package io.handover.zoo.faults

import io.handover.zoo.LinearRisk

/** Turns seconds into milliseconds and back in 32 bits. */
final class OverflowsSeconds extends LinearRisk {
  override protected def whole(column: String, value: Long): Float =
    super.whole(column, (value.toInt * 1000 / 1000).toLong)
}
