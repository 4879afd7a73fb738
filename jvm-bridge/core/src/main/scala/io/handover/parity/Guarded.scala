package io.handover.parity

import io.handover.RejectedInput
import io.handover.verdict.ScoringError

/** Runs code that is not ours: whatever is thrown becomes a value here, and nowhere else. */
private[parity] object Guarded {

  /** What `body` gives, or the reply that a thrown exception is (HV301). */
  def apply[A](body: => Either[BackendReply, A]): Either[BackendReply, A] =
    try body
    catch {
      case refused: RejectedInput => Left(BackendReply.Refused(refused.code, refused.column))
      case lost: OutOfMemoryError => throw lost
      case thrown: Throwable      => Left(BackendReply.Broken(ThrownError.of(thrown)))
    }

  /** Why these names are not the ones wanted (HV303), if they are not; `what` they are, in words.
    */
  def misnamed(
      what: String,
      wanted: Vector[String],
      found: Vector[String]
  ): Option[BackendReply] = {
    val missing = wanted.diff(found).map(name => s"missing $name")
    val extra = found.diff(wanted).map(name => s"extra $name")
    val parts = (missing ++ extra).mkString("; ")
    Option.when(parts.nonEmpty)(broken("HV303", s"the $what are not the contract's: $parts"))
  }

  /** The reply for something that is no answer. */
  def broken(code: String, message: String): BackendReply =
    BackendReply.Broken(ScoringError(None, code, "BadAnswer", message))
}
