package io.handover.zoo

/** Multinomial logistic regression on scaled numbers: a sum of products a class. */
class LinearRisk extends OrderBackend {
  protected def file: String = "linear_risk"

  protected lazy val intercepts: Vector[Float] = weights.of("intercept").map(_(1).toFloat)

  private lazy val rows: Vector[Vector[Float]] =
    weights.of("weight").groupBy(_.head.toInt).toVector.sortBy(_._1).map(_._2.map(_(2).toFloat))

  protected def scores(numbers: Array[Float]): Array[Float] =
    rows.zip(intercepts).map { case (row, intercept) =>
      row.zip(numbers).foldLeft(0f) { case (sum, (weight, number)) =>
        sum + weight * number
      } + intercept
    }.toArray
}
