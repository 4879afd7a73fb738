package com.trasos

import io.handover.Row

/** One step of a visit, with what feature code needs of its article.
  *
  * @param category
  *   `none` where no article is shown
  */
final case class VisitStep(atMs: Long, kind: EventKind, category: String, priceCents: Long)

object VisitStep {

  /** The step that the tracker logged. */
  def of(event: ShopEvent, catalogue: Map[Long, CatalogueItem]): VisitStep = event.kind match {
    case EventKind.Visit | EventKind.Purchase => VisitStep(event.atMs, event.kind, "none", 0L)
    case EventKind.View | EventKind.Basket    =>
      val item = catalogue(event.itemId)
      VisitStep(event.atMs, event.kind, item.category, item.priceCents)
  }

  /** The step in an element of `events` of the contract's raw row. */
  def of(row: Row): VisitStep = VisitStep(
    row.long("at_ms"),
    EventKind.parse(row.text("kind")).getOrElse(
      throw new IllegalArgumentException(s"no kind of event: ${row.text("kind")}")
    ),
    row.text("category"),
    row.long("price_cents")
  )
}
