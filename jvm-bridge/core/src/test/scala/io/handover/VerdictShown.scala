package io.handover

import io.handover.verdict.{Verdict, VerdictText}

/** A verdict as the clue of a failing assertion. */
object VerdictShown {

  /** The whole report. */
  def apply(verdict: Verdict): String =
    VerdictText.render(verdict)(id =>
      s"handover verify shop.handover${id.fold("")(" --only " + _)}"
    )
}
