package io.handover.zoo.faults

import io.handover.zoo.LinearRisk

/** Does not subtract the largest score before exp, which overflows above 88. */
final class SoftmaxWithoutShift extends LinearRisk {
  override protected def probabilities(scores: Array[Float]): Array[Float] = {
    val powers = scores.map(exp)
    powers.map(_ / powers.sum)
  }
}
