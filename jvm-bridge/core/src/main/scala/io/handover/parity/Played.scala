package io.handover.parity

import io.handover.Row
import io.handover.json.Json
import io.handover.vectors.TestVector
import io.handover.verdict.{Mismatch, ScoringError, Status}

/** One vector and what came of it. */
private[parity] sealed trait Played {

  /** The vector. */
  def vector: TestVector

  /** Passed, failed, skipped or errored. */
  def status: Status
}

private[parity] object Played {

  /** The backend answered a row that has an answer. */
  final case class Answered(vector: TestVector, answer: Row, judgement: Judgement) extends Played {
    def status: Status = if (judgement.differences.isEmpty) Status.Passed else Status.Failed
  }

  /** The row was rejected, as it had to be. */
  final case class Rejected(vector: TestVector) extends Played {
    def status: Status = Status.Passed
  }

  /** Answered though to be rejected, rejected though to be answered, or for another reason. */
  final case class OtherOutcome(vector: TestVector, expected: String, obtained: String)
      extends Played {
    def status: Status = Status.Failed

    /** The mismatch that this is, of the whole row. */
    def mismatch(cause: Cause): Mismatch = Mismatch(
      vector.id,
      vector.flag,
      vector.stage,
      vector.why,
      "$",
      MismatchKind.Outcome,
      Json.str(expected),
      Json.str(obtained),
      None,
      None,
      "the same outcome",
      None,
      Attribution(cause, None)
    )
  }

  /** No verdict on this vector was possible. */
  final case class Errored(vector: TestVector, error: ScoringError) extends Played {
    def status: Status = Status.Errored
  }

  /** Not tried. */
  final case class Skipped(vector: TestVector, reason: String) extends Played {
    def status: Status = Status.Skipped
  }
}
