package io.handover

/** Thrown by an implementation that enforces the input rules itself, for a row the contract
  * refuses.
  *
  * @param code
  *   the broken rule, `HR101` to `HR108`
  * @param column
  *   the column that broke it; of a raw row the path, such as `events[2].kind`
  */
final class RejectedInput(val code: String, val column: String, message: String)
    extends RuntimeException(message)
