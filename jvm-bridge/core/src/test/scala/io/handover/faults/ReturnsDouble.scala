package io.handover.faults

import io.handover.Row
import io.handover.shop.ShopModel

/** Returns a double where the contract declares a float. */
class ReturnsDouble extends ShopModel {
  override def scoreRow(row: Row): Row = {
    val answer = super.scoreRow(row)
    answer.add("proba", answer.float("proba").toDouble)
  }
}
