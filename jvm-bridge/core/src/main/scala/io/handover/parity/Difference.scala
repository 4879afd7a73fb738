package io.handover.parity

import io.handover.Value
import io.handover.contract.OutputColumn

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

  /** The part of another value of the same output that this is about. */
  def part(whole: Value): Value = (place, whole) match {
    case (Some(index), Value.Many(elements)) if index < elements.length => elements(index)
    case _                                                              => whole
  }
}
