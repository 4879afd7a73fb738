package io.handover.faults

import io.handover.Row
import io.handover.shop.ShopModel

/** Returns null for the probability of a missing basket. */
class ReturnsNullCell extends ShopModel {
  override def scoreRow(row: Row): Row =
    if (row.isNull("basket_eur")) super.scoreRow(row).addNull("proba") else super.scoreRow(row)
}
