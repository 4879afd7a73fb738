package io.handover.parity

/** What came of one answered row.
  *
  * @param withinMargin
  *   outputs whose label differs within its margin
  */
private[parity] final case class Judgement(
    differences: Vector[Difference] = Vector.empty,
    withinMargin: Vector[String] = Vector.empty
)
