package com.trasos

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
  private val rules = new VisitRules

  /** The features of every visit of one visitor, by visit.
    *
    * @param events
    *   all events of the visitor, in order of time
    */
  def of(
      events: Vector[ShopEvent],
      catalogue: Map[Long, CatalogueItem]
  ): Map[Long, VisitFeatures] =
    Visit.all(events, catalogue).map { case (visitId, visit) => visitId -> rules.of(visit) }
}
