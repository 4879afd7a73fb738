package io.handover.zoo.faults

import io.handover.zoo.Feature
import io.handover.zoo.ReturnRisk

/** Takes NaN for 0 where no imputer stands before the trees. */
final class NotANumberIsZero extends ReturnRisk {
  override protected def missing(feature: Feature.Number): Float = feature.fill.getOrElse(0f)
}
