package io.handover.zoo.faults

import io.handover.zoo.ReturnRisk

/** Squashes every score by itself and divides by the sum: one class against the rest. */
final class TakesASigmoidForEachClass extends ReturnRisk {
  override protected def probabilities(scores: Array[Float]): Array[Float] = {
    val each = scores.map(score => 1f / (1f + exp(-score)))
    each.map(_ / each.sum)
  }
}
