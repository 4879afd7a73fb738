package io.handover.faults

import io.handover.shop.ShopModel

/** Has its threshold one float32 too low, as a decimal cut short gives it. */
class ThresholdOneUlpOff extends ShopModel {
  override protected def goesLeft(basket: Float): Boolean =
    basket <= Math.nextDown(ShopModel.Threshold)
}
