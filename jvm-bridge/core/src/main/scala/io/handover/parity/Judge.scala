package io.handover.parity

import io.handover.contract.OutputColumn
import io.handover.vectors.TestVector
import io.handover.{ModelContract, Row, Value}

/** Holds an answered row against a reference, output by output, by the rules of one contract. */
private[parity] final class Judge(contract: ModelContract) {

  /** Every place where `obtained` differs from `reference`: a truth, or an earlier answer. */
  def judge(vector: TestVector, reference: Row, obtained: Row): Judgement = {
    val compared = contract.outputs.map { output =>
      (
        output,
        Comparator.compare(referenceOf(vector, reference, output), obtained.value(output.name))
      )
    }
    Judgement(
      compared.flatMap { case (output, found) =>
        differences(output, found, reference.value(output.name), obtained.value(output.name))
      },
      compared.collect { case (output, found) if found.withinMargin => output.name }
    )
  }

  private def referenceOf(vector: TestVector, row: Row, output: OutputColumn): Reference =
    Reference(
      output.columnType,
      output.role,
      output.tolerance,
      row.value(output.name),
      vector.margins.get(output.name),
      contract
        .scoreOf(output)
        .map(score => Reference.Score(score.tolerance.measure, row.value(score.name))),
      vector.ties.getOrElse(output.name, Vector.empty),
      contract.converter.abs
    )

  private def differences(
      output: OutputColumn,
      found: Comparison,
      expected: Value,
      obtained: Value
  ): Vector[Difference] = (found.kind, expected, obtained) match {
    case (None, _, _) => Vector.empty
    case (Some(kind), Value.Many(wanted), Value.Many(cells)) if byElement(kind, found) =>
      if (output.role == io.handover.contract.Role.NeighbourIds)
        Vector(Difference(output, None, kind, expected, obtained))
      else found.at.map(place => Difference(output, Some(place), kind, wanted(place), cells(place)))
    case (Some(kind), _, _) => Vector(Difference(output, None, kind, expected, obtained))
  }

  private def byElement(kind: MismatchKind, found: Comparison): Boolean =
    found.at.nonEmpty && (kind == MismatchKind.Value || kind == MismatchKind.Null)
}
