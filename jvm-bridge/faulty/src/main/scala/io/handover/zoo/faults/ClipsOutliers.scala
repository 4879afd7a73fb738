package io.handover.zoo.faults

import io.handover.zoo.Feature
import io.handover.zoo.LinearRisk

/** Brings numbers to within three deviations of their mean. */
final class ClipsOutliers extends LinearRisk {
  override protected def scaled(value: Float, feature: Feature.Number): Float =
    super.scaled(value, feature).max(-3f).min(3f)
}
