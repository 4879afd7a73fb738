package io.handover.faults

import io.handover.Row
import io.handover.shop.ShopModel

/** Reads a null as 0. */
class NullAsZero extends ShopModel {
  override protected def branch(row: Row): Float =
    if (row.isNull("basket_eur")) super.branch(row.add("basket_eur", 0f)) else super.branch(row)
}
