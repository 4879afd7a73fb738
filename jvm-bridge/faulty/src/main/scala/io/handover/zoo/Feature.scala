package io.handover.zoo

/** One number that a model computes with. */
sealed trait Feature

object Feature {

  /** A numeric column.
    *
    * @param fill
    *   what stands in for null; without it null is NaN
    * @param mean
    *   of the training rows
    */
  final case class Number(
      column: String,
      fill: Option[Float],
      mean: Float,
      scaling: Option[Scaling]
  ) extends Feature

  /** 1 where the column is true. */
  final case class Flag(column: String) extends Feature

  /** 1 where the column is this number. */
  final case class Id(column: String, known: Long) extends Feature

  /** 1 where the column is this text. */
  final case class Text(column: String, known: String) extends Feature

  /** The standard deviation that a column is divided by, and of how many rows it is. */
  final case class Scaling(deviation: Float, rows: Int)

  /** The features of a model, in its order. */
  def all(weights: Weights): Vector[Feature] = weights.all.collect {
    case Vector("number", column, fill, mean) =>
      Number(column, filled(fill), mean.toFloat, None)
    case Vector("scaled", column, fill, mean, deviation, rows) =>
      Number(column, filled(fill), mean.toFloat, Some(Scaling(deviation.toFloat, rows.toInt)))
    case Vector("flag", column)        => Flag(column)
    case Vector("id", column, known)   => Id(column, known.toLong)
    case Vector("text", column, known) => Text(column, known)
  }

  private def filled(text: String): Option[Float] = Option.when(text.nonEmpty)(text.toFloat)
}
