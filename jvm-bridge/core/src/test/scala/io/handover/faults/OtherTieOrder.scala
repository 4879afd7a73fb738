package io.handover.faults

import io.handover.shop.ShopModel

/** Returns the higher id first where neighbours tie, which the contract allows. */
class OtherTieOrder extends ShopModel {
  override protected def nearest(price: Float): Vector[(Long, Float)] =
    ShopModel.Prices
      .map { case (id, other) => (id, (other - price).abs) }
      .sortBy { case (id, distance) => (distance, -id) }
      .take(3)
}
