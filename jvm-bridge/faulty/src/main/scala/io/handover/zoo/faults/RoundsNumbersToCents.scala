package io.handover.zoo.faults

import io.handover.zoo.ReturnRisk

import scala.math.BigDecimal.RoundingMode

/** Keeps numbers as decimals of scale 2, as a money column does. */
final class RoundsNumbersToCents extends ReturnRisk {
  override protected def number(column: String, value: Float): Float =
    BigDecimal(value.toString).setScale(2, RoundingMode.HALF_UP).toFloat
}
