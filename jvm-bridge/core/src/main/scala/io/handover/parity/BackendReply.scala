package io.handover.parity

import io.handover.Row
import io.handover.verdict.ScoringError

/** What came back from a backend, whatever it did. */
private[handover] sealed trait BackendReply

private[handover] object BackendReply {

  /** An answer of the contract's shape, row by row. */
  final case class Answered(rows: Vector[Row]) extends BackendReply

  /** The backend enforces the input rules, and this row broke one. */
  final case class Refused(code: String, column: String) extends BackendReply

  /** It threw, or what it returned is no answer. */
  final case class Broken(error: ScoringError) extends BackendReply
}
