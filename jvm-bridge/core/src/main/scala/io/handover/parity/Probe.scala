package io.handover.parity

import io.handover.Value

/** The answer for a row that was altered the way a known fault alters it.
  *
  * @param hint
  *   what to say when it is the obtained answer
  */
final case class Probe(hint: String, value: Value)
