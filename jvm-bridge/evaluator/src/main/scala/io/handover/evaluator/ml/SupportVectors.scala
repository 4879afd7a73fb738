package io.handover.evaluator.ml

import io.handover.evaluator.ops.{Libm, Mlas, Product}
import io.handover.evaluator.plan.NodeScope
import io.handover.evaluator.tensor.Refusal

/** The kernel function of a support-vector machine, between rows and support vectors. */
private[ml] final class SupportVectors(
    vectors: Array[Float],
    count: Int,
    kernel: String,
    gamma: Float,
    coef0: Float,
    degree: Float
) {

  /** How many features a vector has. */
  val features: Int = if (count == 0) 0 else vectors.length / count

  /** Writes the kernel of one row of `x` with each vector to `to`; a linear one adds `constant`. */
  def apply(x: Array[Float], from: Int, constant: Float, to: Array[Float], at: Int): Unit = {
    var vector = 0
    while (vector < count) {
      to(at + vector) = kernel match {
        case "RBF" =>
          var sum = 0f
          var k = 0
          while (k < features) {
            val d = x(from + k) - vectors(vector * features + k)
            sum += d * d
            k += 1
          }
          Libm.exp(-gamma * sum)
        case "LINEAR" => product(x, from, vector, 1f, constant)
        case "POLY"   =>
          val base = product(x, from, vector, gamma, coef0)
          if (degree == 2f) base * base
          else if (degree == 3f) base * base * base
          else StrictMath.pow(base.toDouble, degree.toDouble).toFloat
        case _ => Mlas.tanh(product(x, from, vector, gamma, coef0))
      }
      vector += 1
    }
  }

  private def product(
      x: Array[Float],
      from: Int,
      vector: Int,
      alpha: Float,
      start: Float
  ): Float =
    Product.onto(start, alpha, x, from, 1, vectors, vector * features, 1, features)
}

private[ml] object SupportVectors {

  /** The vectors of a node with its kernel; a machine without vectors is linear.
    *
    * @param count
    *   how many there are
    */
  def of(node: NodeScope, vectors: Array[Float], count: Long, linear: Boolean): SupportVectors = {
    val named = node.choice("kernel_type", "LINEAR", "LINEAR|POLY|RBF|SIGMOID")
    val params = node.floats("kernel_params")
    if (count <= 0 || count > vectors.length || vectors.length % count != 0)
      throw Refusal(
        "HE401",
        "the support vectors are not of one length",
        found = Some(s"numbers=${vectors.length} vectors=$count")
      )
    node.require(params.isEmpty || params.length >= 3, "kernel_params are gamma, coef0, degree")
    def param(i: Int): Float = params.lift(i).getOrElse(0f)
    val kernel = if (linear) "LINEAR" else named
    new SupportVectors(vectors, count.toInt, kernel, param(0), param(1), param(2))
  }
}
