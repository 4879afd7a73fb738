package io.handover.faults.features

import io.handover.visit.VisitStep

/** Takes away a thousandth of a second, which the tolerance allows and no answer shows. */
class DwellsALittleShorter extends VisitStep {
  override protected def dwell(times: Vector[Long]): Float = super.dwell(times) - 0.001f
}
