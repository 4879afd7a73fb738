package io.handover.values

import io.handover.Value

/** How many floats of a type lie between two of them: the distance on the ordered line.
  *
  * -0.0 and 0.0 are 0 apart, two NaNs too. None where no distance makes sense: NaN against a
  * number, an infinity against anything but itself.
  */
object Ulps {

  /** The distance of two `f32`. */
  def between(left: Float, right: Float): Option[BigInt] =
    if (left.isNaN || right.isNaN) zeroIf(left.isNaN && right.isNaN)
    else if (left.isInfinite || right.isInfinite) zeroIf(left == right)
    else Some(BigInt((ordinal(left) - ordinal(right)).abs))

  /** The distance of two `f64`; up to 2^64 - 2^53. */
  def between(left: Double, right: Double): Option[BigInt] =
    if (left.isNaN || right.isNaN) zeroIf(left.isNaN && right.isNaN)
    else if (left.isInfinite || right.isInfinite) zeroIf(left == right)
    else Some((BigInt(ordinal(left)) - BigInt(ordinal(right))).abs)

  /** The distance of two scalars of one float type; none for other values. */
  def between(left: Value, right: Value): Option[BigInt] = (left, right) match {
    case (Value.F32(a), Value.F32(b)) => between(a, b)
    case (Value.F64(a), Value.F64(b)) => between(a, b)
    case _                            => None
  }

  private def zeroIf(same: Boolean): Option[BigInt] = if (same) Some(BigInt(0)) else None

  private def ordinal(value: Float): Long = {
    val bits = java.lang.Float.floatToIntBits(value)
    if (bits >= 0) bits.toLong else -(bits & 0x7fffffff).toLong
  }

  private def ordinal(value: Double): Long = {
    val bits = java.lang.Double.doubleToLongBits(value)
    if (bits >= 0) bits else -(bits & 0x7fffffffffffffffL)
  }
}
