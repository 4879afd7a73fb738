package io.handover.contract

/** A field of a raw row, or of an object in one.
  *
  * @param required
  *   true when it is never null
  */
final case class RawField(name: String, rawType: RawType, required: Boolean)
