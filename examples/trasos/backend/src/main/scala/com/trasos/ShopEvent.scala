package com.trasos

/** What a visitor did, as the tracker tells it. */
final case class ShopEvent(
    atMs: Long,
    visitorId: Long,
    visitId: Long,
    kind: EventKind,
    itemId: Long,
    device: String,
    country: String,
    referrer: String
)

/** The kinds of event there are. */
sealed trait EventKind

object EventKind {

  /** A visit begins. */
  case object Visit extends EventKind

  /** An item page is shown. */
  case object View extends EventKind

  /** An item is put into the basket. */
  case object Basket extends EventKind

  /** An item is bought. */
  case object Purchase extends EventKind

  /** The kind the tracker writes as `word`. */
  def parse(word: String): Option[EventKind] = word match {
    case "visit"    => Some(Visit)
    case "view"     => Some(View)
    case "basket"   => Some(Basket)
    case "purchase" => Some(Purchase)
    case _          => None
  }
}
