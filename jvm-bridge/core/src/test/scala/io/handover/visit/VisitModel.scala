package io.handover.visit

import io.handover.{BackendInfo, Row, RowBackend}

/** The model behind the features: a split on the dwell time, and weights. */
class VisitModel extends RowBackend {

  def info: BackendInfo = BackendInfo("visit-model", "1.0")

  def scoreRow(row: Row): Row = {
    val branch =
      if (row.isNull("dwell_s")) 0.1f else if (row.float("dwell_s") <= 30f) 0.2f else 0.55f
    val basket = if (row.isNull("basket_eur")) 0f else row.float("basket_eur") * 1e-4f
    val source = if (row.text("source") == "bing") 0.125f else 0f
    val proba = branch + basket + source + row.long("visits").toFloat * 0.01f
    Row.empty.add("proba", proba).add("label", if (proba > 0.5f) 1L else 0L)
  }
}
