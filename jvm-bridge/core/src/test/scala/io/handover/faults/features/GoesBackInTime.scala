package io.handover.faults.features

import io.handover.visit.VisitStep

/** Subtracts the wrong way round. */
class GoesBackInTime extends VisitStep {
  override protected def dwell(times: Vector[Long]): Float = -super.dwell(times)
}
