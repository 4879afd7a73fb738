package io.handover.parity

import io.handover.verdict.ScoringError
import io.handover.{Backend, Batch, ModelContract, RejectedInput, Row}

/** The one boundary between handover and a backend: whatever is thrown becomes a value here.
  *
  * HV301 thrown, HV302 null, HV303 a column missing or extra, HV304 another number of rows.
  */
private[handover] final class BackendCall(backend: Backend, contract: ModelContract) {

  /** The backend's reply to rows of the contract's types. */
  def ask(rows: Vector[Row]): BackendReply =
    try Option(backend.score(InputBatch.of(contract, rows))).fold(nothing)(shaped(_, rows.length))
    catch {
      case refused: RejectedInput => BackendReply.Refused(refused.code, refused.column)
      case lost: OutOfMemoryError => throw lost
      case thrown: Throwable      => BackendReply.Broken(ThrownError.of(thrown))
    }

  private def nothing: BackendReply = broken("HV302", "the backend returned null")

  private def shaped(answer: Batch, rows: Int): BackendReply = {
    val wanted = contract.outputs.map(_.name)
    val missing = wanted.diff(answer.names).map(name => s"missing $name")
    val extra = answer.names.diff(wanted).map(name => s"extra $name")
    if (missing.nonEmpty || extra.nonEmpty) {
      val parts = (missing ++ extra).mkString("; ")
      broken("HV303", s"the outputs are not the contract's: $parts")
    } else if (answer.rows != rows)
      broken("HV304", s"wrong number of rows: expected $rows, found ${answer.rows}")
    else BackendReply.Answered(Vector.tabulate(rows)(answer.row))
  }

  private def broken(code: String, message: String): BackendReply =
    BackendReply.Broken(ScoringError(None, code, "BadAnswer", message))
}
