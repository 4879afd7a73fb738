package io.handover.faults

import io.handover.shop.ShopModel

/** Sums in double where the model sums in float. */
class DoubleAccumulator extends ShopModel {
  override protected def sum(terms: Vector[Float]): Float =
    terms.foldLeft(0d)(_ + _.toDouble).toFloat
}
