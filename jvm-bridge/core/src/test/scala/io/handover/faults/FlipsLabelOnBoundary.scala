package io.handover.faults

import io.handover.Row
import io.handover.shop.ShopModel

/** Decides the other way on the decision boundary, which is no fault. */
class FlipsLabelOnBoundary extends ShopModel {
  override def scoreRow(row: Row): Row = {
    val answer = super.scoreRow(row)
    if (row.long("visits") == 777L) answer.add("label", 1L - answer.long("label")) else answer
  }
}
