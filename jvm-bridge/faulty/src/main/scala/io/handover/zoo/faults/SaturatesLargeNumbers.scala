package io.handover.zoo.faults

import io.handover.zoo.OrderProfile

/** Cuts numbers off at the largest 16 bit integer. */
final class SaturatesLargeNumbers extends OrderProfile {
  override protected def scaled(value: Float, factor: OrderProfile.Factor): Float =
    super.scaled(value.min(Short.MaxValue.toFloat), factor)
}
