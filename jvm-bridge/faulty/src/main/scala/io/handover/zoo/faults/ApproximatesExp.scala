package io.handover.zoo.faults

import io.handover.zoo.ReturnRisk

/** Computes exp by writing into the exponent (Schraudolph, 1999), 3 % off. */
final class ApproximatesExp extends ReturnRisk {
  override protected def exp(value: Float): Float =
    java.lang.Float.intBitsToFloat((12102203f * value).toInt + 1064866805)
}
