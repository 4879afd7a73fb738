package io.handover.zoo.faults

import io.handover.Row
import io.handover.zoo.ReturnRisk

/** Reads every feature from the place of the one before. */
final class ShiftsColumnsByOne extends ReturnRisk {
  override protected def numbers(row: Row): Array[Float] = {
    val right = super.numbers(row)
    right.last +: right.init
  }
}
