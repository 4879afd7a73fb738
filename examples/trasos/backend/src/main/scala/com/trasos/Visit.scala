package com.trasos

import io.handover.Row

/** All that the features of one visit are made from.
  *
  * @param referrer
  *   as tracked
  * @param earlierStartsMs
  *   when other visits of the visitor began, in any order
  * @param earlierPurchasesMs
  *   when the visitor bought something, in any order
  * @param steps
  *   what happened, in order of time; at least one, none of them a purchase
  */
final case class Visit(
    device: String,
    country: String,
    referrer: String,
    earlierStartsMs: Vector[Long],
    earlierPurchasesMs: Vector[Long],
    steps: Vector[VisitStep]
) {

  /** When the visit began. */
  def startMs: Long = steps.head.atMs
}

object Visit {

  /** The visits of one visitor, by visit.
    *
    * @param events
    *   all events of the visitor, in order of time
    */
  def all(events: Vector[ShopEvent], catalogue: Map[Long, CatalogueItem]): Map[Long, Visit] = {
    val visits = events.groupBy(_.visitId)
    val starts = visits.values.map(_.head.atMs).toVector
    val purchases = events.filter(_.kind == EventKind.Purchase).map(_.atMs)
    visits.map { case (visitId, own) =>
      val browsing = own.filter(_.kind != EventKind.Purchase)
      val first = browsing.head
      visitId -> Visit(
        first.device,
        first.country,
        first.referrer,
        starts,
        purchases,
        browsing.map(VisitStep.of(_, catalogue))
      )
    }
  }

  /** The visit in a raw row of the contract. */
  def of(raw: Row): Visit = Visit(
    raw.text("device"),
    raw.text("country"),
    raw.text("referrer"),
    raw.longs("earlier_starts_ms").toVector,
    raw.longs("earlier_purchases_ms").toVector,
    raw.rows("events").map(VisitStep.of)
  )
}
