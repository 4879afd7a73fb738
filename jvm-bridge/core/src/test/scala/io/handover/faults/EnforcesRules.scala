package io.handover.faults

import io.handover.{BackendInfo, RejectedInput, Row}
import io.handover.shop.ShopModel

/** Enforces the input rules itself, rightly. */
class EnforcesRules extends ShopModel {
  override def info: BackendInfo = super.info.copy(enforcesInputRules = true)

  override def scoreRow(row: Row): Row =
    if (row.isNull("visits")) throw new RejectedInput("HR101", "visits", "visits is null")
    else if (row.float("price") < 0f) throw new RejectedInput("HR104", "price", "price is below 0")
    else super.scoreRow(row)
}
