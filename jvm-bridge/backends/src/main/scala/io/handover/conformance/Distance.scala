package io.handover.conformance

/** How far answers are from the expected ones, bit by bit.
  *
  * @param elements
  *   how many were compared
  * @param different
  *   how many had other bits; all NaNs are one
  * @param maxUlp
  *   the most units in the last place between two floats
  */
final case class Distance(elements: Long, different: Long, maxUlp: Long) {

  /** Both together. */
  def and(other: Distance): Distance = Distance(
    elements + other.elements,
    different + other.different,
    maxUlp.max(other.maxUlp)
  )
}

object Distance {

  /** Nothing compared. */
  val none: Distance = Distance(0L, 0L, 0L)
}
