package com.trasos.faulty

import com.trasos.ConversionFeatures
import io.handover.Row
import munit.{FunSuite, Location}

/** Each planted fault shows in the feature that it is about, and in no other. */
class FaultyFeaturesSuite extends FunSuite {
  private val start = 1_700_000_000_000L

  private def event(afterMs: Long, kind: String, category: String = "none", cents: Long = 0L): Row =
    Row.empty
      .add("at_ms", start + afterMs)
      .add("kind", kind)
      .add("category", category)
      .add("price_cents", cents)

  private val raw = Row.empty
    .add("device", "ios")
    .add("country", "IT")
    .add("referrer", "BING")
    .add("earlier_starts_ms", Array(start - 1000L, start))
    .add("earlier_purchases_ms", Array(start - 86_400_000L))
    .add(
      "events",
      Vector(
        event(0, "visit"),
        event(1_000, "view", "coat", 9_999),
        event(2_000, "view", "shoe", 4_999)
      ) ++ Vector.fill(300)(event(3_000, "basket", "coat", 9_999_999)) :+ event(60_000, "visit")
    )

  shows("a window that includes its end", new CountsTheWindowsEnd, "visits_30d")
  shows("lower case in Turkish", new LowerCasesReferrersInTurkish, "referrer")
  shows("milliseconds for seconds", new DwellsInMilliseconds, "dwell_s")
  shows("the last of equals", new TakesTheLastOfEquallyViewed, "favourite_category")
  shows("a sum in an Int", new SumsCentsInAnInt, "basket_eur")
  shows("the last event dropped", new DropsTheLastEvent, "dwell_s")

  private def shows(fault: String, step: ConversionFeatures, column: String)(implicit
      at: Location
  ): Unit =
    test(s"$fault shows in $column") {
      val (right, wrong) = (new ConversionFeatures().features(raw), step.features(raw))
      assertEquals(
        right.names.filter(name => right.value(name) != wrong.value(name)),
        Vector(column)
      )
    }
}
