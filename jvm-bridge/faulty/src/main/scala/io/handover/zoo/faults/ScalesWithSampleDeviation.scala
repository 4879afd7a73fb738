package io.handover.zoo.faults

import io.handover.zoo.Feature
import io.handover.zoo.LinearRisk

/** Divides by the deviation of a sample, n - 1, where the model has that of all, n. */
final class ScalesWithSampleDeviation extends LinearRisk {
  override protected def scaled(value: Float, feature: Feature.Number): Float =
    feature.scaling.fold(value) { scaling =>
      val sample = math.sqrt(scaling.rows / (scaling.rows - 1.0)).toFloat
      super.scaled(value, feature) / sample
    }
}
