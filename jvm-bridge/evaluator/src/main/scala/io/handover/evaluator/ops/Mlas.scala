package io.handover.evaluator.ops

/** The rational approximations that ONNX Runtime computes float functions with, in its order of
  * fused multiply-adds (Eigen's coefficients).
  */
private[evaluator] object Mlas {

  private def fma(a: Float, b: Float, c: Float): Float = Math.fma(a, b, c)

  private def clamp(x: Float, bound: Float): Float =
    if (x < -bound) -bound else if (x > bound) bound else x

  /** 1 / (1 + e^-x). */
  def logistic(x: Float): Float = {
    val v = clamp(x, 18f)
    val s = v * v
    var p = fma(s, 4.37031012579801e-11f, 1.15627324459942e-07f)
    p = fma(p, s, 6.08574864600143e-05f)
    p = fma(p, s, 8.51377133304701e-03f)
    p = fma(p, s, 2.48287947061529e-01f)
    p = p * v
    var q = fma(s, 6.10247389755681e-13f, 5.76102136993427e-09f)
    q = fma(q, s, 6.29106785017040e-06f)
    q = fma(q, s, 1.70198817374094e-03f)
    q = fma(q, s, 1.16817656904453e-01f)
    q = fma(q, s, 9.93151921023180e-01f)
    val y = p / q + 0.5f
    if (y < 0f) 0f else if (y > 1f) 1f else y
  }

  /** The hyperbolic tangent. */
  def tanh(x: Float): Float = {
    val v = clamp(x, 9f)
    val s = v * v
    var p = fma(s, -2.76076847742355e-16f, 2.00018790482477e-13f)
    p = fma(p, s, -8.60467152213735e-11f)
    p = fma(p, s, 5.12229709037114e-08f)
    p = fma(p, s, 1.48572235717979e-05f)
    p = fma(p, s, 6.37261928875436e-04f)
    p = fma(p, s, 4.89352455891786e-03f)
    p = p * v
    var q = fma(s, 1.19825839466702e-06f, 1.18534705686654e-04f)
    q = fma(q, s, 2.26843463243900e-03f)
    q = fma(q, s, 4.89352518554385e-03f)
    p / q
  }

  /** e to the power of `x`, by powers of 2 and a polynomial; 0 of 205,000 floats measured differ.
    */
  def exp(x: Float): Float =
    if (x != x) x
    else if (x < -103.97208f) 0f
    else {
      val v = if (x > 88.77626f) 88.77626f else x
      val shifted = fma(v, 1.44269504088896341f, 12582912f)
      val power = shifted - 12582912f
      var r = fma(power, -6.93145752e-1f, v)
      r = fma(power, -1.42860677e-6f, r)
      var p = fma(0.0013780594f, r, 0.0083731245f)
      p = fma(p, r, 0.041669536f)
      p = fma(p, r, 0.16666472f)
      p = fma(p, r, 0.49999985f)
      p = fma(p, r, 1f)
      Math.scalb(fma(p, r, 1f), power.toInt)
    }
}
