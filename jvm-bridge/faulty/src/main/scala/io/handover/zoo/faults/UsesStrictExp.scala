package io.handover.zoo.faults

import io.handover.zoo.ReturnRisk

/** Computes exp with StrictMath: at most an ulp away, which the contract allows. */
final class UsesStrictExp extends ReturnRisk {
  override protected def exp(value: Float): Float = StrictMath.exp(value.toDouble).toFloat
}
