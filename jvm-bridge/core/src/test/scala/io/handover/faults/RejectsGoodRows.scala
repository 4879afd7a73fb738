package io.handover.faults

import io.handover.{RejectedInput, Row}
import io.handover.shop.ShopModel

/** Refuses a row that the contract allows. */
class RejectsGoodRows extends ShopModel {
  override def scoreRow(row: Row): Row =
    if (row.isNull("basket_eur")) throw new RejectedInput("HR101", "basket_eur", "it is null")
    else super.scoreRow(row)
}
