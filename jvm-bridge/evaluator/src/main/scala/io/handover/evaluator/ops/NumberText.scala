package io.handover.evaluator.ops

import io.handover.evaluator.tensor.Refusal
import java.math.{BigDecimal, MathContext, RoundingMode}

/** Numbers as text and back, as ONNX Runtime's Cast writes and reads them: C's `%.8g` for a float,
  * `%.17g` for a double, whatever the locale.
  */
private[evaluator] object NumberText {

  /** A float in at most 8 significant digits. */
  def of(value: Float): String = general(value.toDouble, 8)

  /** A double in at most 17 significant digits. */
  def of(value: Double): String = general(value, 17)

  /** The float that `text` is; HE502 when it is none. */
  def float(text: String): Float = special(text).fold(parsed(text, _.toFloat))(_.toFloat)

  /** The double that `text` is; HE502 when it is none. */
  def double(text: String): Double = special(text).getOrElse(parsed(text, _.toDouble))

  /** The whole number that `text` is; HE502 when it is none. */
  def long(text: String): Long = parsed(text.stripPrefix("+"), _.toLong)

  private def special(text: String): Option[Double] = text.stripPrefix("+") match {
    case "NaN" | "nan"            => Some(Double.NaN)
    case "INF" | "inf" | "Inf"    => Some(Double.PositiveInfinity)
    case "-INF" | "-inf" | "-Inf" => Some(Double.NegativeInfinity)
    case _                        => None
  }

  private def parsed[A](text: String, read: String => A): A =
    try {
      // Java also takes 1f, 1d and blanks around a number.
      if (text.isEmpty || !"0123456789.".contains(text.last)) throw new NumberFormatException
      read(text)
    } catch {
      case _: NumberFormatException =>
        throw Refusal("HE502", "a text is no number", found = Some(s"text=$text"))
    }

  private def general(value: Double, digits: Int): String =
    if (value != value) "NaN"
    else if (value.isInfinite) (if (value > 0) "INF" else "-INF")
    else if (value == 0) (if (1 / value < 0) "-0" else "0")
    else {
      val rounded = new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN))
      val exponent = rounded.precision - rounded.scale - 1
      val plain = rounded.stripTrailingZeros
      if (exponent < -4 || exponent >= digits) {
        val unscaled = plain.unscaledValue.abs.toString
        val fraction = if (unscaled.length > 1) s".${unscaled.substring(1)}" else ""
        val sign = if (value < 0) "-" else ""
        val power = f"${exponent.abs}%02d"
        s"$sign${unscaled.charAt(0)}${fraction}e${if (exponent < 0) "-" else "+"}$power"
      } else plain.toPlainString
    }
}
