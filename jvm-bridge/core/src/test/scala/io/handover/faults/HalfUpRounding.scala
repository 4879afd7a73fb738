package io.handover.faults

import io.handover.shop.ShopModel
import scala.math.BigDecimal.RoundingMode

/** Rounds the probability to two decimals, half up. */
class HalfUpRounding extends ShopModel {
  override protected def finish(proba: Float): Float =
    BigDecimal(proba.toDouble).setScale(2, RoundingMode.HALF_UP).toFloat
}
