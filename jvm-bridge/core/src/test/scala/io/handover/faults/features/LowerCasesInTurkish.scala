package io.handover.faults.features

import io.handover.visit.VisitStep

/** Lower-cases by the rules of a Turkish default locale. */
class LowerCasesInTurkish extends VisitStep {
  override protected def source(tracked: String): String =
    tracked.strip.toLowerCase(java.util.Locale.forLanguageTag("tr"))
}
