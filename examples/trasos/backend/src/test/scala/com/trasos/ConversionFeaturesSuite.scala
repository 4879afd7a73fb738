package com.trasos

import io.handover.{Row, Value}
import munit.FunSuite

/** The features of raw rows, rule by rule. */
class ConversionFeaturesSuite extends FunSuite {
  private val start = 1_700_000_000_000L
  private val day = 86_400_000L

  private def event(afterMs: Long, kind: String, category: String = "none", cents: Long = 0L): Row =
    Row.empty
      .add("at_ms", start + afterMs)
      .add("kind", kind)
      .add("category", category)
      .add("price_cents", cents)

  private def raw(
      events: Vector[Row],
      referrer: String = "google",
      starts: Vector[Long] = Vector.empty,
      purchases: Vector[Long] = Vector.empty
  ): Row = Row.empty
    .add("device", "ios")
    .add("country", "IT")
    .add("referrer", referrer)
    .add("earlier_starts_ms", starts.toArray)
    .add("earlier_purchases_ms", purchases.toArray)
    .add("events", events)

  private def features(row: Row): Row = new ConversionFeatures().features(row)

  private val visit = event(0, "visit")

  test("a visit with views and a basket has every feature, in contract order") {
    val row = features(
      raw(
        Vector(visit, event(2_000, "view", "coat", 19_999), event(9_500, "basket", "coat", 19_999)),
        referrer = " Google ",
        starts = Vector(start - day),
        purchases = Vector(start - 3 * day, start - day / 2)
      )
    )
    assertEquals(
      row,
      Row.empty
        .add("visits_30d", 1L)
        .add("item_views", 1L)
        .add("basket_eur", 199.99f)
        .add("mean_price_eur", 199.99f)
        .add("dwell_s", 9.5f)
        .add("days_since_purchase", 0.5f)
        .add("device", "ios")
        .add("country", "IT")
        .add("referrer", "google")
        .add("favourite_category", "coat")
    )
  }

  test("after one event alone no one knows basket and dwell, without a view no mean price") {
    val row = features(raw(Vector(visit)))
    Vector("basket_eur", "mean_price_eur", "dwell_s", "days_since_purchase").foreach { name =>
      assertEquals(row.value(name), Value.Null, name)
    }
    assertEquals(row.text("favourite_category"), "none")
  }

  test("the window holds its first millisecond and not its last") {
    val starts = Vector(-30 * day - 1, -30 * day, -1L, 0L, 1L).map(start + _)
    assertEquals(features(raw(Vector(visit), starts = starts)).long("visits_30d"), 2L)
  }

  test("a purchase at the start of the visit or after it is not an earlier one") {
    val row = features(raw(Vector(visit), purchases = Vector(start, start + 5)))
    assertEquals(row.value("days_since_purchase"), Value.Null)
  }

  test("of categories viewed as often the first in the alphabet is the favourite") {
    val views = Vector("shoe", "coat", "shoe", "coat").map(event(1_000, "view", _, 100))
    assertEquals(features(raw(visit +: views)).text("favourite_category"), "coat")
  }

  test("the sum of five hundred dear coats does not overflow") {
    val coats = Vector.fill(499)(event(1_000, "basket", "coat", 10_000_000))
    assertEquals(features(raw(visit +: coats)).float("basket_eur"), 49_900_000f)
  }
}
