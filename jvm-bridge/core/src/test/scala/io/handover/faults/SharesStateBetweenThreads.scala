package io.handover.faults

import io.handover.Row
import io.handover.shop.ShopModel

/** Keeps the row it works on in a field. */
class SharesStateBetweenThreads extends ShopModel {
  @volatile private var current = Row.empty

  override def scoreRow(row: Row): Row = {
    current = row
    Thread.sleep(1)
    super.scoreRow(current)
  }
}
