package io.handover.faults

import io.handover.shop.ShopModel

/** Returns NaN for every probability. */
class ReturnsNaN extends ShopModel {
  override protected def finish(proba: Float): Float = Float.NaN
}
