package io.handover.zoo.faults

import io.handover.zoo.OrderProfile

/** Divides by the deviation in double, where the model file multiplies in float. */
final class DividesInDouble extends OrderProfile {
  override protected def scaled(value: Float, factor: OrderProfile.Factor): Float =
    (value.toDouble / factor.deviation.toDouble).toFloat
}
