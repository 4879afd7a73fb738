package io.handover.report

import io.handover.shop.ShopBundle
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

  test("no line is wider than the terminal") {
    assertEquals(
      BundleText.render(ShopBundle.good).linesIterator.filter(_.length > 80).toVector,
      Vector.empty
    )
  }
}
