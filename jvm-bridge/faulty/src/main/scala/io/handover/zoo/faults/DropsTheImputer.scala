package io.handover.zoo.faults

import io.handover.zoo.Feature
import io.handover.zoo.ReturnRisk

/** Lets null go into the trees where the imputer would have filled it. */
final class DropsTheImputer extends ReturnRisk {
  override protected def missing(feature: Feature.Number): Float = Float.NaN
}
