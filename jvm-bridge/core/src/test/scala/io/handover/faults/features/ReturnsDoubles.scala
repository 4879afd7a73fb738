package io.handover.faults.features

import io.handover.Row
import io.handover.visit.VisitStep

/** Returns a double where a float is declared. */
class ReturnsDoubles extends VisitStep {
  override def features(raw: Row): Row = {
    val row = super.features(raw)
    if (row.isNull("dwell_s")) row else row.add("dwell_s", row.float("dwell_s").toDouble)
  }
}
