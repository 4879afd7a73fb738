package io.handover.parity

import io.handover.Row

/** A known fault, as what it makes of a row.
  *
  * @param hint
  *   what to say when the answer is the model's own for the altered row
  * @param altered
  *   the row as the fault reads it; none where the fault changes nothing
  */
private[parity] final case class Suspicion(hint: String, altered: Row => Option[Row])
