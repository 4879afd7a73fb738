package io.handover

import io.handover.report.{Reproduce, VerdictText}
import io.handover.verdict.Verdict

/** A verdict as the clue of a failing assertion. */
object VerdictShown {

  /** The whole report. */
  def apply(verdict: Verdict): String =
    VerdictText.render(verdict, Reproduce(Vector("handover", "verify", "shop.handover")))
}
