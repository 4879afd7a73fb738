package io.handover.evaluator.ops

/** A float as an integer, as x86 converts it (`cvttsd2si`): towards zero, and the smallest integer
  * for NaN and whatever does not fit. Java would saturate and make NaN zero.
  */
private[evaluator] object Truncation {

  /** As a 32-bit integer. */
  def int(value: Double): Int =
    if (value > -2147483649d && value < 2147483648d) value.toInt else Int.MinValue

  /** As a 64-bit integer. */
  def long(value: Double): Long =
    if (value >= -9.223372036854775808e18 && value < 9.223372036854775808e18) value.toLong
    else Long.MinValue
}
