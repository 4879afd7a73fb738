package io.handover.shop

import io.handover.{Row, Value}

/** The rows of the test bundle, each with the flag and the reason it is there for. */
object ShopRows {

  /** A row, its flag, why it is there, and its margin where that is not the model's. */
  final case class Chosen(flag: String, why: String, row: Row, margin: Option[Double] = None)

  /** A row of the contract's types. */
  def row(basket: Option[Float], visits: Long, device: String, price: Float): Row =
    Row.empty
      .add("basket_eur", basket.fold[Value](Value.Null)(Value.F32(_)))
      .add("price", price)
      .add("visits", visits)
      .add("device", device)

  /** All rows that have an answer. */
  val all: Vector[Chosen] = {
    val holdOut = Vector.tabulate(12) { k =>
      val basket = 5f + 9.7f * k.toFloat
      Chosen(
        "hold-out",
        s"row $k of the hold-out",
        row(Some(basket), k.toLong * 3, devices(k % 3), 12f + 6.3f * k.toFloat)
      )
    }
    val next = Math.nextUp(ShopModel.Threshold)
    val splits = Vector(
      "at the threshold" -> ShopModel.Threshold,
      "one float32 above" -> next,
      "one float32 below" -> Math.nextDown(ShopModel.Threshold)
    ).map { case (where, basket) =>
      Chosen(
        "tree-split",
        s"tree 0 node 0: basket_eur $where 49.95",
        row(Some(basket), 4L, "web", 33f)
      )
    }
    val categories = Vector("IOS", "tablet", "ios ").map { device =>
      Chosen("category", s"device is '$device'", row(Some(20f), 2L, device, 61f))
    }
    val gone = Vector(
      Chosen("missing", "basket_eur is missing", row(None, 6L, "ios", 71f)),
      Chosen("missing", "basket_eur is missing, unknown device", row(None, 7L, "kiosk", 14f))
    )
    val ties = Vector(
      Chosen("tie", "two items as far on either side", row(Some(80f), 3L, "web", 25f)),
      Chosen("tie", "the last place ties with an item outside", row(Some(80f), 3L, "web", 30f))
    )
    val boundary = Vector(
      Chosen("decision-boundary", "on the boundary", row(Some(60f), 777L, "web", 47f), Some(0.0))
    )
    holdOut ++ splits ++ categories ++ gone ++ ties ++ boundary
  }

  private def devices: Vector[String] = Vector("ios", "android", "web")
}
