package io.handover.zoo.faults

import io.handover.zoo.LinearRisk

/** Holds scores within 5, so that no probability is ever near 0 or 1. */
final class ClampsScores extends LinearRisk {
  override protected def scores(numbers: Array[Float]): Array[Float] =
    super.scores(numbers).map(_.max(-5f).min(5f))
}
