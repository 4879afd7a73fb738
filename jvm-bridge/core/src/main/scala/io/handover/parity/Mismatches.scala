package io.handover.parity

import io.handover.values.ValueJson
import io.handover.vectors.{Outcome, TestVector}
import io.handover.verdict.{Mismatch, Truths}
import io.handover.{ModelContract, Row, Value}

/** Turns what differs in the model's answers into mismatches that name their cause. */
private[parity] final class Mismatches(
    contract: ModelContract,
    runsModelFile: Boolean,
    probes: Probes,
    control: Row => Option[Row],
    third: Row => Option[Row]
) {

  private var probed = 0

  /** The mismatches of one vector. */
  def of(played: Played): Vector[Mismatch] = played match {
    case other: Played.OtherOutcome => Vector(other.mismatch(Cause.Backend))
    case Played.Answered(vector, _, judgement) if judgement.differences.nonEmpty =>
      vector.outcome match {
        case truths: Outcome.Answer => values(vector, truths, judgement)
        case _                      => Vector.empty
      }
    case _ => Vector.empty
  }

  private def values(
      vector: TestVector,
      truths: Outcome.Answer,
      judgement: Judgement
  ): Vector[Mismatch] = {
    lazy val controlled = vector.row.flatMap(control)
    lazy val opinion = vector.row.flatMap(third)
    lazy val altered = {
      probed += 1
      if (probed > Probes.MostVectors) Vector.empty else probes.of(vector)
    }
    judgement.differences.map { found =>
      def part(row: Row): Value = found.part(row.value(found.output.name))
      val evidence = new Evidence(
        found.kind,
        found.output.columnType,
        found.output.role,
        found.output.tolerance,
        contract.converter,
        truths.source.map(part),
        truths.wire.map(part),
        part(truths.onnx),
        found.obtained,
        runsModelFile,
        vector.deviation.flatMap(recorded => Cause.parse(recorded.cause)),
        controlled.map(part),
        opinion.map(part),
        altered.map { case (hint, row) => Probe(hint, part(row)) }
      )
      val told = Truths(
        evidence.source.map(ValueJson.write),
        evidence.wire.map(ValueJson.write),
        ValueJson.write(evidence.onnx)
      )
      found.mismatch(vector, Some(told), Attribution.of(evidence))
    }
  }
}
