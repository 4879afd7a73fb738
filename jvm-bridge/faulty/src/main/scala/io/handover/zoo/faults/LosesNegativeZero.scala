package io.handover.zoo.faults

import io.handover.zoo.OrderProfile

/** Adds 0, which makes -0 to 0. */
final class LosesNegativeZero extends OrderProfile {
  override protected def scaled(value: Float, factor: OrderProfile.Factor): Float =
    super.scaled(value, factor) + 0f
}
