package io.handover.zoo.faults

import io.handover.zoo.Feature
import io.handover.zoo.ReturnRisk

/** Fills null with -1, as a feature store without nulls does. */
final class MissingIsMinusOne extends ReturnRisk {
  override protected def missing(feature: Feature.Number): Float = -1f
}
