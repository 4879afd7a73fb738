package io.handover.faults

import io.handover.Row
import io.handover.shop.ShopModel

/** Leaves the label out. */
class DropsOutput extends ShopModel {
  override def scoreRow(row: Row): Row = {
    val answer = super.scoreRow(row)
    answer.names.filter(_ != "label").foldLeft(Row.empty)((done, name) =>
      done.add(name, answer.value(name))
    )
  }
}
