package io.handover.faults

import io.handover.shop.ShopModel

/** Returns two neighbours where three are declared. */
class ReturnsTwoNeighbours extends ShopModel {
  override protected def nearest(price: Float): Vector[(Long, Float)] = super.nearest(price).take(2)
}
