package io.handover.testkit

/** One test of a parity suite.
  *
  * @param name
  *   `vectors: ` and a group's flag, or `determinism: ` and the check
  * @param outcome
  *   plays the vectors the first time it is asked for
  */
private[testkit] final class ParityCheck(val name: String, outcome: => ParityCheck.Outcome) {

  /** What came of it. */
  def run(): ParityCheck.Outcome = outcome
}

private[testkit] object ParityCheck {

  /** What came of a check. */
  sealed trait Outcome

  /** It holds. */
  case object Holds extends Outcome

  /** It was not tried, for this reason. */
  final case class Skipped(reason: String) extends Outcome

  /** It does not hold; the text is what a person reads. */
  final case class Broken(text: String) extends Outcome
}
