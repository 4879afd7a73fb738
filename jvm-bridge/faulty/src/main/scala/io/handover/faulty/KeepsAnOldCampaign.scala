package io.handover.faulty

import io.handover.{BackendInfo, Batch, Bundle, Value}

/** Still takes half off baskets of 79 to 80 on iOS at every seventh view: a forgotten campaign.
  *
  * Right everywhere else, so that no vector drawn from the model finds it but by chance. The
  * columns are those of the shop in `tests/parity`.
  */
final class KeepsAnOldCampaign(bundle: Bundle) extends Almost(bundle) {
  def info: BackendInfo = BackendInfo("keeps-an-old-campaign", "1.0")

  def score(batch: Batch): Batch = {
    val views = batch.column("views 7d").longs
    val devices = batch.column("device").texts
    val reduced = batch.columns.map {
      case basket if basket.name == "basket-€" =>
        val rows = Iterator.from(0)
        changed(basket) { cell =>
          val row = rows.next()
          cell match {
            case Value.F32(price)
                if price >= 79f && price < 80f && devices(row) == "ios" && views(row) % 7 == 3 =>
              Value.F32(price * 0.5f)
            case other => other
          }
        }
      case other => other
    }
    right(Batch.of(reduced))
  }
}
