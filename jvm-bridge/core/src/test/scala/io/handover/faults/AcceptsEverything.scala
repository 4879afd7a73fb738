package io.handover.faults

import io.handover.{BackendInfo, Row}
import io.handover.shop.ShopModel

/** Says that it enforces the input rules, and does not. */
class AcceptsEverything extends ShopModel {
  override def info: BackendInfo = super.info.copy(enforcesInputRules = true)

  override def scoreRow(row: Row): Row =
    super.scoreRow(if (row.isNull("visits")) row.add("visits", 0L) else row)
}
