package io.handover.parity

import io.handover.Value
import io.handover.contract.Tolerance
import io.handover.values.Ulps

/** The comparison classes on two scalars of one type. */
private[parity] object Scalars {

  /** True when `obtained` is near enough to `expected`. */
  def pass(measure: Tolerance.Measure, expected: Value, obtained: Value): Boolean = measure match {
    case Tolerance.Bits             => expected == obtained
    case Tolerance.Ulp(most)        => withinUlps(most, expected, obtained)
    case Tolerance.AbsRel(abs, rel) => within(abs, rel, expected, obtained)
  }

  /** A scalar number as a double. */
  def number(value: Value): Option[Double] = value match {
    case Value.F32(number) => Some(number.toDouble)
    case Value.F64(number) => Some(number)
    case Value.I32(number) => Some(number.toDouble)
    case Value.I64(number) => Some(number.toDouble)
    case _                 => None
  }

  /** |obtained - expected|; integers are subtracted as integers. */
  def distance(expected: Value, obtained: Value): Option[Double] = (expected, obtained) match {
    case (Value.I64(a), Value.I64(b)) => Some((BigInt(a) - BigInt(b)).abs.toDouble)
    case _                            =>
      for (a <- number(expected); b <- number(obtained)) yield (a - b).abs
  }

  private def withinUlps(most: Long, expected: Value, obtained: Value): Boolean =
    (expected, obtained) match {
      case (Value.F32(_), Value.F32(_)) | (Value.F64(_), Value.F64(_)) =>
        Ulps.between(expected, obtained).exists(_ <= most)
      case _ => expected == obtained
    }

  private def within(abs: Double, rel: Double, expected: Value, obtained: Value): Boolean =
    (number(expected), number(obtained)) match {
      case (Some(a), Some(b)) if a.isNaN || b.isNaN           => a.isNaN && b.isNaN
      case (Some(a), Some(b)) if a.isInfinite || b.isInfinite => a == b
      case (Some(a), Some(_))                                 =>
        distance(expected, obtained).exists(_ <= abs + rel * a.abs)
      case _ => expected == obtained
    }
}
