package io.handover.rules

/** An input rule that a row breaks.
  *
  * @param code
  *   `HR101` to `HR108`
  * @param column
  *   the column that breaks it; in a raw row the path to it
  * @param message
  *   one line for a person
  */
final case class BrokenRule(code: String, column: String, message: String)
