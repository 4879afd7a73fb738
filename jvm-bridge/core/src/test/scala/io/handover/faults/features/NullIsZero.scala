package io.handover.faults.features

import io.handover.Value
import io.handover.visit.VisitStep

/** Reads an unknown number as 0. */
class NullIsZero extends VisitStep {
  override protected def missing: Value = Value.F32(0f)
}
