package io.handover.contract

import io.handover.Value

/** The declared bounds of a column's values; what is absent does not bound.
  *
  * Bounds are values of the column's own type, so that 0.1 bounds a `f32` column at 0.1f.
  */
final case class Bounds(
    minimum: Option[Value] = None,
    maximum: Option[Value] = None,
    exclusiveMinimum: Option[Value] = None,
    exclusiveMaximum: Option[Value] = None,
    allowed: Option[Vector[Value]] = None,
    minLength: Option[Int] = None,
    maxLength: Option[Int] = None
)
