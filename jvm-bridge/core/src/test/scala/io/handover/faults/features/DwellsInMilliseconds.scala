package io.handover.faults.features

import io.handover.visit.VisitStep

/** Takes milliseconds for seconds. */
class DwellsInMilliseconds extends VisitStep {
  override protected def dwell(times: Vector[Long]): Float = super.dwell(times) * 1000f
}
