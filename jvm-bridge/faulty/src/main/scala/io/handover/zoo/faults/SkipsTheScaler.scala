package io.handover.zoo.faults

import io.handover.zoo.Feature
import io.handover.zoo.LinearRisk

/** Forgets the scaler for the seconds. */
final class SkipsTheScaler extends LinearRisk {
  override protected def scaled(value: Float, feature: Feature.Number): Float =
    if (feature.column == "since_visit_s") value else super.scaled(value, feature)
}
