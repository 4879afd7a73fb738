package io.handover.zoo.faults

import io.handover.Row
import io.handover.zoo.ReturnRisk

/** Gives the probabilities by their classes, last name first. */
final class OrdersProbabilitiesByName extends ReturnRisk {
  override protected def answer(row: Row): Row = {
    val right = super.answer(row)
    right.add("proba", right.floats("proba").reverse)
  }
}
