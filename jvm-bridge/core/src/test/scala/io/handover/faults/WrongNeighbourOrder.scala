package io.handover.faults

import io.handover.shop.ShopModel

/** Returns neighbours farthest first, ids alone. */
class WrongNeighbourOrder extends ShopModel {
  override protected def nearest(price: Float): Vector[(Long, Float)] = {
    val right = super.nearest(price)
    right.map(_._1).reverse.zip(right.map(_._2))
  }
}
