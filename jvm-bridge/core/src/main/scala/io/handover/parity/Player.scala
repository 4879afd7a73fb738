package io.handover.parity

import io.handover.Row
import io.handover.json.Json
import io.handover.rules.BrokenRule
import io.handover.vectors.{Outcome, TestVector}
import io.handover.verdict.ScoringError

/** The main pass: every vector alone, one row a call, so that a row that throws is known by name.
  *
  * Around an implementation that does not enforce the input rules, core's rules answer for rows to
  * be rejected; one that enforces them gets such rows and is held to its refusals.
  *
  * @param ask
  *   the implementation's reply to one row
  * @param rules
  *   every input rule that a row breaks
  */
private[parity] final class Player(
    ask: Row => BackendReply,
    rules: Map[String, Json] => Vector[BrokenRule],
    judge: Judge,
    enforces: Boolean
) {

  /** What comes of one vector. */
  def play(vector: TestVector): Played = vector.outcome match {
    case Outcome.Answer(_, _, onnx)   => answered(vector, onnx)
    case Outcome.Features(expected)   => answered(vector, expected)
    case rejection: Outcome.Rejection =>
      if (enforces) refusedByBackend(vector, rejection) else refusedByCore(vector, rejection)
  }

  private def answered(vector: TestVector, expected: Row): Played = {
    val broken = rules(vector.input)
    vector.row match {
      case Some(row) if broken.isEmpty =>
        reply(vector, row) {
          case BackendReply.Answered(rows) =>
            Played.Answered(vector, rows(0), judge.judge(vector, expected, rows(0)))
          case BackendReply.Refused(code, column) =>
            Played.OtherOutcome(vector, "a value", Player.rejected(code, column))
        }
      case _ =>
        val rule = broken.headOption.fold("no type")(found => s"${found.code} ${found.column}")
        val message = s"the vector expects a value of a row that the contract refuses ($rule)"
        Played.Errored(vector, ScoringError(Some(vector.id), "HB402", "BadVector", message))
    }
  }

  private def refusedByCore(vector: TestVector, expected: Outcome.Rejection): Played =
    rules(vector.input).headOption match {
      case None =>
        Played.OtherOutcome(vector, Player.rejected(expected.code, expected.column), "a value")
      case Some(rule) => judged(vector, expected, rule.code, rule.column)
    }

  private def refusedByBackend(vector: TestVector, expected: Outcome.Rejection): Played =
    vector.row match {
      case None =>
        Played.Skipped(
          vector,
          "the row cannot be put into typed columns, so the backend never sees it"
        )
      case Some(row) =>
        reply(vector, row) {
          case BackendReply.Answered(_) =>
            Played.OtherOutcome(vector, Player.rejected(expected.code, expected.column), "a value")
          case BackendReply.Refused(code, column) => judged(vector, expected, code, column)
        }
    }

  private def judged(
      vector: TestVector,
      expected: Outcome.Rejection,
      code: String,
      column: String
  ): Played =
    if (code == expected.code && column == expected.column) Played.Rejected(vector)
    else
      Played.OtherOutcome(
        vector,
        Player.rejected(expected.code, expected.column),
        Player.rejected(code, column)
      )

  private def reply(vector: TestVector, row: Row)(
      judged: PartialFunction[BackendReply, Played]
  ): Played = ask(row) match {
    case BackendReply.Broken(error) => Played.Errored(vector, error.copy(vector = Some(vector.id)))
    case other                      => judged(other)
  }
}

private[parity] object Player {

  /** An outcome in words. */
  def rejected(code: String, column: String): String = s"rejected $code $column"
}
