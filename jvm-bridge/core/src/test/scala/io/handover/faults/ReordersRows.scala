package io.handover.faults

import io.handover.shop.ShopModel
import io.handover.{Backend, BackendInfo, Batch}

/** Returns the rows of a batch in another order. */
class ReordersRows extends Backend {
  private val model = new ShopModel

  def info: BackendInfo = model.info

  def score(batch: Batch): Batch =
    Batch.ofRows(Vector.tabulate(batch.rows)(index => model.scoreRow(batch.row(index))).reverse)
}
