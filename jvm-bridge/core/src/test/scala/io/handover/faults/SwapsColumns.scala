package io.handover.faults

import io.handover.Row
import io.handover.shop.ShopModel

/** Reads `price` where `basket_eur` is meant, and the other way round. */
class SwapsColumns extends ShopModel {
  override def scoreRow(row: Row): Row =
    super.scoreRow(
      row.add("basket_eur", row.value("price")).add("price", row.float("basket_eur"))
    )
}
