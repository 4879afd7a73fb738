package io.handover.parity

import io.handover.Value
import io.handover.contract.OutputColumn
import io.handover.values.{Ulps, ValueJson}
import io.handover.vectors.TestVector
import io.handover.verdict.{Mismatch, Truths}

/** One place of one output that differs.
  *
  * @param place
  *   the index in an array; none when the difference concerns the output as a whole
  */
private[parity] final case class Difference(
    output: OutputColumn,
    place: Option[Int],
    kind: MismatchKind,
    expected: Value,
    obtained: Value
) {

  /** The place as reports print it. */
  def path: String = s"$$.${output.name}${place.fold("")(index => s"[$index]")}"

  /** The mismatch of `vector` that this is. */
  def mismatch(vector: TestVector, truths: Option[Truths], attribution: Attribution): Mismatch = {
    def ifValue[A](found: Option[A]) = Option.when(kind == MismatchKind.Value)(found).flatten
    Mismatch(
      vector.id,
      vector.flag,
      vector.stage,
      vector.why,
      path,
      kind,
      ValueJson.write(expected),
      ValueJson.write(obtained),
      ifValue(Ulps.between(expected, obtained)),
      ifValue(Scalars.distance(expected, obtained)).filter(d => !d.isNaN && !d.isInfinite),
      output.tolerance.text,
      truths,
      attribution
    )
  }

  /** The part of another value of the same output that this is about. */
  def part(whole: Value): Value = (place, whole) match {
    case (Some(index), Value.Many(elements)) if index < elements.length => elements(index)
    case _                                                              => whole
  }
}
