package io.handover.faults

import io.handover.shop.ShopModel

/** Returns a probability a few floats too high. */
class OffByManyUlps extends ShopModel {
  override protected def finish(proba: Float): Float = proba + 8 * Math.ulp(proba)
}
