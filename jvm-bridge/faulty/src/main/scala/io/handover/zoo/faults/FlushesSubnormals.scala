package io.handover.zoo.faults

import io.handover.zoo.OrderProfile

/** Takes numbers below the smallest normal one for 0, as fast-math code does. */
final class FlushesSubnormals extends OrderProfile {
  override protected def scaled(value: Float, factor: OrderProfile.Factor): Float =
    if (value.abs < java.lang.Float.MIN_NORMAL) super.scaled(0f * value, factor)
    else super.scaled(value, factor)
}
