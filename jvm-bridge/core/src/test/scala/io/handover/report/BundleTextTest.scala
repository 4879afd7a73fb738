package io.handover.report

import io.handover.shop.ShopBundle
import io.handover.visit.VisitBundle
import java.util.Locale

class BundleTextTest extends munit.FunSuite {

  private def under[A](tag: String)(run: => A): A = {
    val before = Locale.getDefault
    Locale.setDefault(Locale.forLanguageTag(tag))
    try run
    finally Locale.setDefault(before)
  }

  test("a bundle reads the same under every locale") {
    val plain = under("en")(BundleText.render(ShopBundle.good))
    // Arabic with its own digits, Turkish with its own i.
    Vector("ar-EG-u-nu-arab", "tr", "de").foreach { tag =>
      assertEquals(under(tag)(BundleText.render(ShopBundle.good)), plain, tag)
    }
    assert(plain.contains("hold-out               12  "), plain)
  }

  test("raw rows and features have their sections") {
    val text = BundleText.render(VisitBundle.good)
    Vector(
      "raw rows",
      "  starts_ms                i64[0..100], required, 0 ..",
      "  events                   object[1..], required",
      "    kind                   string, required, {\"visit\", \"view\", \"basket\"}",
      "  geo                      object, nullable",
      "features",
      "  dwell_s                  f32, must agree: abs 0.5"
    ).foreach(line => assert(text.linesIterator.contains(line), s"$line\n$text"))
    assertEquals(text.linesIterator.filter(_.length > 80).toVector, Vector.empty)
  }

  test("no line is wider than the terminal") {
    assertEquals(
      BundleText.render(ShopBundle.good).linesIterator.filter(_.length > 80).toVector,
      Vector.empty
    )
  }
}
