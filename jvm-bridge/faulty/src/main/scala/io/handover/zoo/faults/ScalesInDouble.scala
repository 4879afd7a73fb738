package io.handover.zoo.faults

import io.handover.zoo.Feature
import io.handover.zoo.LinearRisk

/** Scales in double and rounds once: within the tolerance, no fault. */
final class ScalesInDouble extends LinearRisk {
  override protected def scaled(value: Float, feature: Feature.Number): Float =
    feature.scaling.fold(value) { scaling =>
      ((value.toDouble - feature.mean) / scaling.deviation).toFloat
    }
}
