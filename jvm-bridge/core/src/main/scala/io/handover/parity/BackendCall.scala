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
    answer(InputBatch.of(contract, rows), rows.length) { answered =>
      BackendReply.Answered(Vector.tabulate(rows.length)(answered.row))
    }.merge

  /** The answers to a whole batch as they came, or what came instead. */
  def answer(batch: Batch): Either[BackendReply, Batch] = answer(batch, batch.rows)(identity)

  private def answer[A](batch: => Batch, rows: Int)(made: Batch => A): Either[BackendReply, A] =
    try
      Option(backend.score(batch))
        .toRight(broken("HV302", "the backend returned null"))
        .flatMap(shaped(_, rows))
        .map(made)
    catch {
      case refused: RejectedInput => Left(BackendReply.Refused(refused.code, refused.column))
      case lost: OutOfMemoryError => throw lost
      case thrown: Throwable      => Left(BackendReply.Broken(ThrownError.of(thrown)))
    }

  private def shaped(answer: Batch, rows: Int): Either[BackendReply, Batch] = {
    val wanted = contract.outputs.map(_.name)
    val missing = wanted.diff(answer.names).map(name => s"missing $name")
    val extra = answer.names.diff(wanted).map(name => s"extra $name")
    if (missing.nonEmpty || extra.nonEmpty) {
      val parts = (missing ++ extra).mkString("; ")
      Left(broken("HV303", s"the outputs are not the contract's: $parts"))
    } else if (answer.rows != rows)
      Left(broken("HV304", s"wrong number of rows: expected $rows, found ${answer.rows}"))
    else Right(answer)
  }

  private def broken(code: String, message: String): BackendReply =
    BackendReply.Broken(ScoringError(None, code, "BadAnswer", message))
}
