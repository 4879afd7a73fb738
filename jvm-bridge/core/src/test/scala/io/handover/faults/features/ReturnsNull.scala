package io.handover.faults.features

import io.handover.Row
import io.handover.visit.VisitStep

/** Gives no features at all. */
class ReturnsNull extends VisitStep {
  override def features(raw: Row): Row = Option.empty[Row].orNull
}
