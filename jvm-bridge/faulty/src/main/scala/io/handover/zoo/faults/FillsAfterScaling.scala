package io.handover.zoo.faults

import io.handover.zoo.Feature
import io.handover.zoo.LinearRisk

/** Fills null with 0 after scaling, which is the mean where the median is meant. */
final class FillsAfterScaling extends LinearRisk {
  override protected def missing(feature: Feature.Number): Float = feature.mean
}
