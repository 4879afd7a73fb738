package io.handover.faults.features

import io.handover.Row
import io.handover.visit.VisitStep

/** Puts the basket where the views belong, and the other way round. */
class SwapsTwoColumns extends VisitStep {
  override def features(raw: Row): Row = {
    val row = super.features(raw)
    row.add("basket_eur", row.value("views_eur")).add("views_eur", row.value("basket_eur"))
  }
}
