package io.handover.parity.features

import io.handover.Value
import io.handover.values.Ulps
import java.math.RoundingMode

/** What a wrong number looks like: the part of [[FeatureHints]] that is arithmetic. */
private[features] object NumberHints {

  /** The first hint that fits two numbers of one type. */
  def of(expected: Value, obtained: Value): Option[String] =
    for {
      wanted <- exact(expected)
      found <- exact(obtained)
      hint <- turned(wanted, found)
        .orElse(counted(expected, wanted, found))
        .orElse(lastBits(expected, obtained))
        .orElse(scaled(wanted.toDouble, found.toDouble))
        .orElse(rounded(expected, wanted, obtained))
    } yield hint

  /** A finite number with all its digits. */
  def exact(value: Value): Option[BigDecimal] = value match {
    case Value.F32(number) if !number.isNaN && !number.isInfinite => Some(decimal(number.toDouble))
    case Value.F64(number) if !number.isNaN && !number.isInfinite => Some(decimal(number))
    case Value.I32(number)                                        => Some(BigDecimal(number))
    case Value.I64(number)                                        => Some(BigDecimal(number))
    case _                                                        => None
  }

  // Every digit, not the shortest text that reads back to it.
  private def decimal(number: Double): BigDecimal =
    new BigDecimal(new java.math.BigDecimal(number), java.math.MathContext.UNLIMITED)

  private def turned(wanted: BigDecimal, found: BigDecimal): Option[String] =
    Option.when(wanted != 0 && found == -wanted)("the sign is turned")

  private def counted(expected: Value, wanted: BigDecimal, found: BigDecimal): Option[String] =
    Option
      .when(expected.elementType.exists(_.isInteger))(found - wanted)
      .collect {
        case more if more == 1  => "one too many"
        case less if less == -1 => "one too few"
      }
      .map(words => s"$words: does a window or a count include its end?")

  private def lastBits(expected: Value, obtained: Value): Option[String] = {
    val few = expected match {
      case Value.F32(_) => 4
      case _            => 16
    }
    Ulps.between(expected, obtained).filter(_ <= few).map { _ =>
      "the last bits: computed or summed in another precision or order"
    }
  }

  // Units of money, time and size; the quotient of two that somebody may mix up.
  private val Factors =
    Vector(1000L, 60L, 3600L, 24L, 7L, 86400L, 100L, 1000000L, 3600000L, 86400000L)

  private def scaled(wanted: Double, found: Double): Option[String] = {
    val ratio = found / wanted
    def near(factor: Double) = (ratio - factor).abs <= 1e-6 * factor
    Factors.collectFirst {
      case factor if near(factor.toDouble)       => s"$factor times too large: another unit?"
      case factor if near(1.0 / factor.toDouble) => s"$factor times too small: another unit?"
    }
  }

  private def rounded(expected: Value, wanted: BigDecimal, obtained: Value): Option[String] =
    expected match {
      case Value.F32(_) | Value.F64(_) =>
        def gives(digits: Int, mode: RoundingMode) =
          isSame(obtained, wanted.bigDecimal.setScale(digits, mode).doubleValue)
        if (gives(0, RoundingMode.DOWN)) Some("the fraction is cut off")
        else
          (0 to 4)
            .find(k => gives(k, RoundingMode.HALF_UP) || gives(k, RoundingMode.HALF_EVEN))
            .map(k => s"rounded to $k decimal${if (k == 1) "" else "s"}")
      case _ => None
    }

  private def isSame(obtained: Value, number: Double): Boolean = obtained match {
    case Value.F32(found) => found == number.toFloat
    case Value.F64(found) => found == number
    case _                => false
  }
}
