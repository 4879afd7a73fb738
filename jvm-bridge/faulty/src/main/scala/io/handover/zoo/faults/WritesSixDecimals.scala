package io.handover.zoo.faults

import java.util.Locale

import io.handover.zoo.OrderProfile

/** Sends its answer as text with six decimals. */
final class WritesSixDecimals extends OrderProfile {
  override protected def scaled(value: Float, factor: OrderProfile.Factor): Float =
    String.format(Locale.ROOT, "%.6f", super.scaled(value, factor)).toFloat
}
