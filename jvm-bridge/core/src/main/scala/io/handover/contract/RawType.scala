package io.handover.contract

import io.handover.ElementType

/** What a field of a raw row holds. */
sealed trait RawType

object RawType {

  /** What an array can hold: it holds no arrays. */
  sealed trait Single extends RawType

  /** A scalar, within bounds. */
  final case class Scalar(element: ElementType, bounds: Bounds = Bounds()) extends Single

  /** An object of these fields. */
  final case class Nested(fields: Vector[RawField]) extends Single

  /** An array; its elements are never null.
    *
    * @param minItems
    *   the fewest elements allowed, when the contract says
    * @param maxItems
    *   the most elements allowed, when the contract says
    */
  final case class Many(items: Single, minItems: Option[Int] = None, maxItems: Option[Int] = None)
      extends RawType
}
