package io.handover.gateway.frame

import io.handover.json.Json
import io.handover.parity.{BackendCall, BackendReply}
import io.handover.rules.{InputRules, RuleScreen}
import io.handover.values.{ColumnType, ValueJson}
import io.handover.{Backend, Batch, Column, ColumnData, Fault, ModelContract}

/** Scores the rows of a frame in whole batches, under the same rules as the Verifier.
  *
  * A row that breaks an input rule never reaches a backend that leaves the rules to handover; one
  * that enforces them gets it alone. A batch that throws is halved until only the rows at fault are
  * errors; where none is, its first row tells of the batch.
  */
private[gateway] final class FrameScoring(contract: ModelContract, backend: Backend) {
  private val call = new BackendCall(backend, contract)
  private val enforces = backend.info.enforcesInputRules

  /** What came of every row; HF201 when the columns are not the contract's inputs. */
  def run(rows: Batch): Either[Fault, Batch] = misfit(rows).toLeft {
    val input = Batch.of(rows.columns.map(FrameScoring.missing))
    val outcomes = new FrameOutcomes(contract.outputs, input.rows)
    val suspects = RuleScreen.suspects(contract.inputs, input)
    val good = Array.range(0, input.rows).filter { row =>
      !suspects(row) || InputRules.broken(contract.inputs, cells(input, row)).headOption.forall {
        rule =>
          if (enforces) answer(input, Array(row), outcomes): Unit
          else outcomes.rejected(row, rule.code, rule.column)
          false
      }
    }
    good.grouped(FrameScoring.Rows).foreach(answer(input, _, outcomes): Unit)
    outcomes.batch
  }

  // Whether some row is at fault. Where each row of a batch that failed is answered by itself, the
  // fault lies in the batch: its first row tells of it.
  private def answer(input: Batch, at: Array[Int], outcomes: FrameOutcomes): Boolean =
    call.answer(input.at(at)) match {
      case Right(answered) =>
        outcomes.answered(at, answered)
        false
      case Left(reply) =>
        val (head, tail) = at.splitAt(at.length / 2)
        val found =
          head.nonEmpty && (answer(input, head, outcomes) | answer(input, tail, outcomes))
        if (!found) blame(at(0), reply, outcomes)
        true
    }

  private def blame(row: Int, reply: BackendReply, outcomes: FrameOutcomes): Unit = reply match {
    case BackendReply.Refused(code, column) => outcomes.rejected(row, code, column)
    case BackendReply.Broken(error)         => outcomes.failed(row, error)
    case _: BackendReply.Answered           => ()
  }

  private def cells(input: Batch, row: Int): Map[String, Json] =
    input.columns.map(column => column.name -> ValueJson.write(column.value(row))).toMap

  private def misfit(rows: Batch): Option[Fault] = {
    def told(name: String, columnType: ColumnType) = s"$name $columnType"
    val wanted = contract.inputs.map(input => told(input.name, input.columnType))
    val found = rows.columns.map(c => told(c.name, ColumnType(c.elementType, c.length)))
    Option.when(wanted != found)(
      FrameFault.of(
        "HF201",
        "the columns of the frame are not the contract's inputs",
        "frame",
        Some(wanted.mkString("columns=", ", ", "")),
        Some(found.mkString("columns=", ", ", ""))
      )
    )
  }
}

private object FrameScoring {

  /** Rows of one call of a backend: enough to hide the cost of a call, few enough to halve. */
  val Rows: Int = 4096

  // NaN is what a null float is on the wire; to a backend both are the same null.
  private def missing(column: Column): Column = {
    val isNaN: Int => Boolean = (column.length, column.data) match {
      case (None, typed: ColumnData.F32) => typed.values(_).isNaN
      case (None, typed: ColumnData.F64) => typed.values(_).isNaN
      case _                             => _ => false
    }
    val nulls = Array.tabulate(column.rows)(row => column.isNull(row) || isNaN(row))
    Column.of(column.name, column.data, column.length, nulls)
  }
}
