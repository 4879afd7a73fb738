package io.handover.faults.features

import io.handover.visit.VisitStep

/** Counts a visit that starts with this one. */
class IncludesTheEnd extends VisitStep {
  override protected def inWindow(at: Long, start: Long): Boolean =
    super.inWindow(at, start) || at == start
}
