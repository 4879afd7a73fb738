package io.handover.values

import java.math.BigDecimal
import java.math.MathContext
import java.math.RoundingMode

/** The shortest decimal that reads back to the same float, the nearest of several.
  *
  * Laid out as Python's `repr` does. `Double.toString` will not do: before JDK 19 it writes 2e23 as
  * 1.9999999999999998E23 (JDK-4511638), and its layout is another.
  */
object ShortestDecimal {

  /** The text of a `f32`; `NaN`, `Infinity` and `-Infinity` by name. */
  def text(value: Float): String =
    special(value.toDouble).getOrElse {
      val start = new BigDecimal(java.lang.Float.toString(value)).abs
      sign(1.0f / value < 0 || value < 0) + layout(
        shortest(new BigDecimal(value.toDouble).abs, start, reads32(value.abs))
      )
    }

  /** The text of a `f64`; `NaN`, `Infinity` and `-Infinity` by name. */
  def text(value: Double): String =
    special(value).getOrElse {
      val start = new BigDecimal(java.lang.Double.toString(value)).abs
      sign(1.0 / value < 0 || value < 0) + layout(
        shortest(new BigDecimal(value).abs, start, reads64(value.abs))
      )
    }

  private def special(value: Double): Option[String] =
    if (value.isNaN) Some("NaN")
    else if (value.isInfinite) Some(if (value > 0) "Infinity" else "-Infinity")
    else None

  private def sign(negative: Boolean): String = if (negative) "-" else ""

  private def reads32(value: Float)(text: BigDecimal): Boolean =
    java.lang.Float.parseFloat(text.toString) == value

  private def reads64(value: Double)(text: BigDecimal): Boolean =
    java.lang.Double.parseDouble(text.toString) == value

  /** Shortens from what the JDK writes (right, but sometimes too long or not the nearest). */
  private def shortest(
      exact: BigDecimal,
      start: BigDecimal,
      reads: BigDecimal => Boolean
  ): BigDecimal =
    if (exact.signum == 0) BigDecimal.ZERO
    else {
      val longest = start.stripTrailingZeros.precision
      val found = Iterator
        .iterate(longest)(_ - 1)
        .takeWhile(_ > 0)
        .map(nearest(exact, _, reads))
        .takeWhile(_.isDefined)
        .flatten
        .toVector
      found.lastOption.getOrElse(start).stripTrailingZeros
    }

  /** The nearest decimal of so many digits that reads back, if there is one.
    *
    * Both neighbours are tried: below a power of two floats lie half as far apart as above it, so
    * the nearest decimal may read as another float where the one on the other side does not.
    */
  private def nearest(
      exact: BigDecimal,
      digits: Int,
      reads: BigDecimal => Boolean
  ): Option[BigDecimal] = {
    val half = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN))
    if (reads(half)) Some(half)
    else
      Vector(RoundingMode.DOWN, RoundingMode.UP)
        .map(mode => exact.round(new MathContext(digits, mode)))
        .find(reads)
  }

  private def layout(value: BigDecimal): String = {
    val digits = value.unscaledValue.toString
    val exponent = digits.length - value.scale - 1
    if (value.signum == 0) "0.0"
    else if (exponent < -4 || exponent >= 16) {
      val fraction = if (digits.length > 1) "." + digits.substring(1) else ""
      val shown = exponent.abs.toString
      digits.substring(0, 1) + fraction + (if (exponent < 0) "e-" else "e+") +
        (if (shown.length < 2) "0" + shown else shown)
    } else if (exponent < 0) "0." + "0" * (-exponent - 1) + digits
    else if (digits.length <= exponent + 1) digits + "0" * (exponent + 1 - digits.length) + ".0"
    else digits.substring(0, exponent + 1) + "." + digits.substring(exponent + 1)
  }
}
