package io.handover.faults.features

import io.handover.visit.VisitStep
import java.util.concurrent.atomic.AtomicInteger

/** Keeps a count between rows and adds it in. */
class KeepsTheLastVisit extends VisitStep {
  private val calls = new AtomicInteger

  override protected def dwell(times: Vector[Long]): Float =
    super.dwell(times) + (if (calls.incrementAndGet() > io.handover.visit.VisitRows.all.length) 7f
                          else 0f)
}
