package io.handover.evaluator.ops

/** Float functions as the C library that ONNX Runtime calls computes them.
  *
  * glibc since 2.27 computes `expf` in doubles: 2^(k/32) from a table times a polynomial of degree
  * 3 (Szabolcs Nagy, ARM optimized routines). Java's own functions differ in the last place.
  */
private[evaluator] object Libm {

  private val Steps = 32
  private val PerLn2 = 1.4426950408889634 * Steps
  private val Shift = 6755399441055744.0
  private val C0 = 0.05550361559341535 / Steps / Steps / Steps
  private val C1 = 0.2402284522445722 / Steps / Steps
  private val C2 = 0.6931471806916203 / Steps

  // 2^(i/32) correctly rounded.
  private val powers: Array[Double] = Array(
    1.0, 1.0218971486541166, 1.0442737824274138, 1.0671404006768237,
    1.0905077326652577, 1.1143867425958924, 1.1387886347566916, 1.1637248587775775,
    1.189207115002721, 1.215247359980469, 1.241857812073484, 1.2690509571917332,
    1.2968395546510096, 1.3252366431597413, 1.3542555469368927, 1.383909881963832,
    1.4142135623730951, 1.4451808069770467, 1.4768261459394993, 1.5091644275934228,
    1.5422108254079407, 1.5759808451078865, 1.6104903319492543, 1.645755478153965,
    1.681792830507429, 1.718619298122478, 1.7562521603732995, 1.7947090750031072,
    1.8340080864093424, 1.8741676341103, 1.9152065613971474, 1.9571441241754002
  )

  /** e to the power of `x`. */
  def exp(x: Float): Float =
    if (x != x) x
    else if (x > 88.72283f) Float.PositiveInfinity
    else if (x < -103.97208f) 0f
    else {
      val scaled = PerLn2 * x.toDouble
      val shifted = scaled + Shift
      val steps = (shifted - Shift).toLong
      val r = scaled - (shifted - Shift)
      val base = java.lang.Double.doubleToRawLongBits(powers((steps & 31).toInt)) +
        (steps >> 5 << 52)
      val high = Math.fma(C0, r, C1)
      val low = Math.fma(C2, r, 1d)
      (Math.fma(high, r * r, low) * java.lang.Double.longBitsToDouble(base)).toFloat
    }
}
