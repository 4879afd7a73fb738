package com.trasos

import java.util.Locale

import io.handover.{Row, Value}

/** One visit as conversion propensity sees it, made from events by the contract's rules. */
final case class VisitFeatures(
    visits30d: Long,
    itemViews: Long,
    basketEur: Option[Float],
    meanPriceEur: Option[Float],
    dwellS: Option[Float],
    daysSincePurchase: Option[Float],
    device: String,
    country: String,
    referrer: String,
    favouriteCategory: String
) {

  /** The row that a backend scores, in contract order. */
  def toRow: Row = {
    def number(value: Option[Float]): Value = value.fold[Value](Value.Null)(Value.F32(_))
    Row.empty
      .add("visits_30d", visits30d)
      .add("item_views", itemViews)
      .add("basket_eur", number(basketEur))
      .add("mean_price_eur", number(meanPriceEur))
      .add("dwell_s", number(dwellS))
      .add("days_since_purchase", number(daysSincePurchase))
      .add("device", device)
      .add("country", country)
      .add("referrer", referrer)
      .add("favourite_category", favouriteCategory)
  }
}

object VisitFeatures {
  private val dayMs = 86_400_000L
  private val windowMs = 30 * dayMs

  /** The features of every visit of one visitor, by visit.
    *
    * @param events
    *   all events of the visitor, in order of time
    */
  def of(
      events: Vector[ShopEvent],
      catalogue: Map[Long, CatalogueItem]
  ): Map[Long, VisitFeatures] = {
    val visits = events.groupBy(_.visitId)
    val starts = visits.values.map(_.head.atMs).toVector
    val purchases = events.filter(_.kind == EventKind.Purchase).map(_.atMs)
    visits.map { case (visitId, own) =>
      val startMs = own.head.atMs
      val last = purchases.filter(_ < startMs).maxOption
      visitId -> visit(own, catalogue).copy(
        visits30d = starts.count(at => startMs - windowMs <= at && at < startMs).toLong,
        // All arithmetic in double, rounded to float once: so does the training side.
        daysSincePurchase = last.map(at => ((startMs - at) / dayMs.toDouble).toFloat)
      )
    }
  }

  private def visit(
      events: Vector[ShopEvent],
      catalogue: Map[Long, CatalogueItem]
  ): VisitFeatures = {
    val browsing = events.filter(_.kind != EventKind.Purchase)
    val first = browsing.head
    val blind = browsing.size == 1
    val viewed = browsing.filter(_.kind == EventKind.View).map(event => catalogue(event.itemId))
    val basket =
      browsing.filter(_.kind == EventKind.Basket).map(e => catalogue(e.itemId).priceCents)
    VisitFeatures(
      visits30d = 0,
      itemViews = viewed.size.toLong,
      basketEur = Option.when(!blind)((basket.sum / 100.0).toFloat),
      meanPriceEur =
        Option.when(viewed.nonEmpty)(
          (viewed.map(_.priceCents).sum / (100.0 * viewed.size)).toFloat
        ),
      dwellS = Option.when(!blind)(((browsing.last.atMs - first.atMs) / 1000.0).toFloat),
      daysSincePurchase = None,
      device = first.device,
      country = first.country,
      referrer = trimmed(first.referrer).toLowerCase(Locale.ROOT),
      favouriteCategory = favourite(viewed.map(_.category))
    )
  }

  /** Without spaces at either end; `String.trim` would take control characters too. */
  private def trimmed(text: String): String =
    text.dropWhile(_ == ' ').reverse.dropWhile(_ == ' ').reverse

  private def favourite(categories: Vector[String]): String = {
    // A Vector before the pairs are turned round: in a Map, equal counts would be one key.
    val seen = categories.groupBy(identity).toVector
    seen.map { case (name, views) => (-views.size, name) }.sorted.headOption.fold("none")(_._2)
  }
}
