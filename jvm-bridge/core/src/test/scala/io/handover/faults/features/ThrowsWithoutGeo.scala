package io.handover.faults.features

import io.handover.Row
import io.handover.visit.VisitStep

/** Cannot do without a country. */
class ThrowsWithoutGeo extends VisitStep {
  override def features(raw: Row): Row =
    super.features(raw.add("geo", raw.nested("geo")))
}
