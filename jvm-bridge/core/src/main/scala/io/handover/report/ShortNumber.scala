package io.handover.report

import java.math.{BigDecimal, MathContext, RoundingMode}

/** A number in three significant digits, as Python's `.3g` writes it: `0.25`, `1.2e-07`, `1e+03`.
  */
private[report] object ShortNumber {
  private val digits = new MathContext(3, RoundingMode.HALF_EVEN)

  /** The text of `value`. */
  def text(value: Double): String =
    if (value.isNaN) "nan"
    else if (value.isInfinite) if (value > 0) "inf" else "-inf"
    else if (value == 0.0) "0"
    else {
      val rounded = new BigDecimal(value).round(digits)
      val exponent = rounded.precision - rounded.scale - 1
      if (exponent >= -4 && exponent < 3) rounded.stripTrailingZeros.toPlainString
      else {
        val mantissa = rounded.scaleByPowerOfTen(-exponent).stripTrailingZeros.toPlainString
        val sign = if (exponent < 0) "-" else "+"
        val padding = if (exponent.abs < 10) "0" else ""
        s"${mantissa}e$sign$padding${exponent.abs}"
      }
    }
}
