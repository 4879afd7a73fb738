package io.handover.parity

import io.handover.{Backend, Batch, ModelContract, Row}

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
    Guarded {
      Option(backend.score(batch))
        .toRight(Guarded.broken("HV302", "the backend returned null"))
        .flatMap(shaped(_, rows))
        .map(made)
    }

  private def shaped(answer: Batch, rows: Int): Either[BackendReply, Batch] =
    Guarded.misnamed("outputs", contract.outputs.map(_.name), answer.names).toLeft(answer).flatMap {
      named =>
        val message = s"wrong number of rows: expected $rows, found ${named.rows}"
        if (named.rows == rows) Right(named) else Left(Guarded.broken("HV304", message))
    }
}
