package io.handover.parity

import io.handover.Value
import io.handover.contract.{Role, Tolerance}
import io.handover.values.ColumnType

/** What an output is compared with, and what decides how closely.
  *
  * @param margin
  *   how far the expected decision is from flipping, in units of its score
  * @param score
  *   the output that a label, a cluster or neighbour ids are decided by
  * @param ties
  *   ids outside the expected ones that tie with the last place
  * @param unscored
  *   the margin within which a label may differ when no output shows its score
  */
final case class Reference(
    columnType: ColumnType,
    role: Role,
    tolerance: Tolerance,
    expected: Value,
    margin: Option[Double] = None,
    score: Option[Reference.Score] = None,
    ties: Vector[Value] = Vector.empty,
    unscored: Double = 0.0
)

object Reference {

  /** The expected scores and how far they may be off. */
  final case class Score(measure: Tolerance.Measure, expected: Value)
}
