package io.handover.faults

import io.handover.shop.ShopModel

/** Returns the probability of class 0. */
class OtherClass extends ShopModel {
  override protected def finish(proba: Float): Float = 1f - proba
}
