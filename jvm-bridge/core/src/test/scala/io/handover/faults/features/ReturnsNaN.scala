package io.handover.faults.features

import io.handover.Value
import io.handover.visit.VisitStep

/** Says NaN where the bundle says null: the same. */
class ReturnsNaN extends VisitStep {
  override protected def missing: Value = Value.F32(Float.NaN)
}
