package com.trasos.faulty

import com.trasos.ConversionPropensity

import scala.math.BigDecimal.RoundingMode

/** Rounds the probability to four places, half up, for a tidy answer. */
final class RoundsHalfUp extends ConversionPropensity {
  override protected def probability(score: Float): Float =
    BigDecimal.decimal(super.probability(score)).setScale(4, RoundingMode.HALF_UP).toFloat
}
