package io.handover.report

import munit.FunSuite

class ShortNumberTest extends FunSuite {

  // What Python's f"{value:.3g}" gives.
  private val written = Vector(
    0.0 -> "0",
    0.25 -> "0.25",
    123.4 -> "123",
    999.9 -> "1e+03",
    1234.0 -> "1.23e+03",
    0.00012345 -> "0.000123",
    0.000012345 -> "1.23e-05",
    1.1920929e-7 -> "1.19e-07",
    -2.5e300 -> "-2.5e+300",
    100.0 -> "100",
    Double.NaN -> "nan",
    Double.PositiveInfinity -> "inf"
  )

  written.foreach { case (value, text) =>
    test(s"$value is written $text") {
      assertEquals(ShortNumber.text(value), text)
    }
  }
}
