package io.handover.parity

/** What a comparison found.
  *
  * @param kind
  *   none when the value passes
  * @param at
  *   the places in an array that differ
  * @param ulp
  *   the distance of two scalar floats, where one is defined
  * @param withinMargin
  *   true when a label differs and passes, because its decision is closer than the tolerance
  */
final case class Comparison(
    kind: Option[MismatchKind],
    at: Vector[Int] = Vector.empty,
    ulp: Option[BigInt] = None,
    withinMargin: Boolean = false
) {

  /** True when the value passes. */
  def passes: Boolean = kind.isEmpty
}
