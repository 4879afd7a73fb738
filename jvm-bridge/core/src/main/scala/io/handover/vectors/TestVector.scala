package io.handover.vectors

import io.handover.json.Json
import io.handover.{Row, Value}
import scala.collection.immutable.VectorMap

/** One row that both sides must answer alike, and why it was chosen.
  *
  * @param id
  *   derived from the content; never changes
  * @param stage
  *   what it plays
  * @param flag
  *   the generator it came from
  * @param why
  *   what it probes, in words
  * @param input
  *   the row as JSON, which for a row that must be rejected may have no types: the wire row, or the
  *   raw row of the features stage
  * @param row
  *   the row in the contract's types, when it has them
  * @param margins
  *   per label output, how far the decision is from flipping, in units of its score
  * @param ties
  *   per ids output, ids outside the list that tie with its last place
  */
final case class TestVector(
    id: String,
    stage: Stage,
    flag: String,
    why: String,
    input: VectorMap[String, Json],
    row: Option[Row],
    outcome: Outcome,
    margins: Map[String, Double] = Map.empty,
    ties: Map[String, Vector[Value]] = Map.empty,
    deviation: Option[Deviation] = None
)
