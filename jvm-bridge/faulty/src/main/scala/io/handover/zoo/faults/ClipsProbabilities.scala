package io.handover.zoo.faults

import io.handover.zoo.LinearRisk

/** Holds probabilities within 0.001 and 0.999, as for a logarithm. */
final class ClipsProbabilities extends LinearRisk {
  override protected def probabilities(scores: Array[Float]): Array[Float] =
    super.probabilities(scores).map(_.max(0.001f).min(0.999f))
}
