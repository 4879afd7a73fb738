package io.handover.faults.features

import io.handover.Row
import io.handover.visit.VisitStep

/** Hands the raw events on as a feature. */
class ReturnsRawEvents extends VisitStep {
  override def features(raw: Row): Row =
    super.features(raw).add("source", raw.rows("events"))
}
