package io.handover.zoo.faults

import io.handover.zoo.Feature
import io.handover.zoo.ReturnRisk

/** Fills null with the column's mean, whatever the imputer does. */
final class MissingIsTheMean extends ReturnRisk {
  override protected def missing(feature: Feature.Number): Float = feature.mean
}
