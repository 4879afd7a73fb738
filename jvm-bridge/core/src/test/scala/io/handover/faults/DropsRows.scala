package io.handover.faults

import io.handover.shop.ShopModel
import io.handover.{Backend, BackendInfo, Batch}

/** Returns one row less for a batch of many. */
class DropsRows extends Backend {
  private val model = new ShopModel

  def info: BackendInfo = model.info

  def score(batch: Batch): Batch =
    Batch.ofRows(Vector.tabulate((batch.rows - 1).max(1))(index =>
      model.scoreRow(batch.row(index))
    ))
}
