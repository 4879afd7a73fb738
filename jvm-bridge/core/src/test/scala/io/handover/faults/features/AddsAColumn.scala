package io.handover.faults.features

import io.handover.Row
import io.handover.visit.VisitStep

/** Gives a column more than the model takes. */
class AddsAColumn extends VisitStep {
  override def features(raw: Row): Row = super.features(raw).add("extra", 1L)
}
