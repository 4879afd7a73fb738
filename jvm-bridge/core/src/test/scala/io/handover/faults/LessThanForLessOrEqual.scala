package io.handover.faults

import io.handover.shop.ShopModel

/** Compares float thresholds with `<` for `<=`. */
class LessThanForLessOrEqual extends ShopModel {
  override protected def goesLeft(basket: Float): Boolean = basket < ShopModel.Threshold
}
