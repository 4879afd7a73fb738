package io.handover.faults.features

import io.handover.Row
import io.handover.visit.VisitStep

/** Keeps the raw row it works on in a field. */
class SharesARowBetweenThreads extends VisitStep {
  @volatile private var current = Row.empty

  override def features(raw: Row): Row = {
    current = raw
    Thread.sleep(1)
    super.features(current)
  }
}
