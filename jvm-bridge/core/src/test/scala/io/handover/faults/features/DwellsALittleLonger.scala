package io.handover.faults.features

import io.handover.visit.VisitStep

/** Adds a quarter of a second, which the tolerance allows. */
class DwellsALittleLonger extends VisitStep {
  override protected def dwell(times: Vector[Long]): Float = super.dwell(times) + 0.25f
}
