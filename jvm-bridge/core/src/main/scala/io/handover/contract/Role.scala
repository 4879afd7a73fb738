package io.handover.contract

import io.handover.values.ColumnType

/** Which answer of the estimator an output is; what `transformLogic` says. */
sealed abstract class Role(val name: String) {
  override def toString: String = name
}

object Role {

  /** The predicted class. */
  case object Label extends Role("label")

  /** The probabilities of all classes. */
  case object Probability extends Role("probability")

  /** The probability of the class at `index`. */
  final case class ProbabilityOf(index: Int) extends Role(s"probability[$index]")

  /** A decision function or anomaly score. */
  case object Score extends Role("score")

  /** The value of a regression. */
  case object Value extends Role("value")

  /** The nearest cluster. */
  case object Cluster extends Role("cluster")

  /** The distances to all clusters. */
  case object Distances extends Role("distances")

  /** The ids of the neighbours, nearest first. */
  case object NeighbourIds extends Role("neighbours.ids")

  /** The distances of the neighbours. */
  case object NeighbourDistance extends Role("neighbours.distance")

  /** The similarities of the neighbours. */
  case object NeighbourSimilarity extends Role("neighbours.similarity")

  /** What a transformer returns. */
  case object Transform extends Role("transform")

  private val named = Vector(
    Label,
    Probability,
    Score,
    Value,
    Cluster,
    Distances,
    NeighbourIds,
    NeighbourDistance,
    NeighbourSimilarity,
    Transform
  )

  /** The role written as `text`, if it is one. */
  def parse(text: String): Option[Role] = named.find(_.name == text).orElse {
    val index = text.stripPrefix("probability[").stripSuffix("]")
    index.toIntOption.filter(i => i >= 0 && text == s"probability[$i]").map(ProbabilityOf(_))
  }

  /** What an output is when the contract does not say: told from the task and the column's type. */
  def default(task: String, columnType: ColumnType): Role = {
    val floating = columnType.element.isFloating
    val array = columnType.length.isDefined
    task match {
      case "regression"                      => Value
      case "clustering" if array && floating => Distances
      case "clustering"                      => Cluster
      case "retrieval" if floating           => NeighbourDistance
      case "retrieval"                       => NeighbourIds
      case "anomaly-detection" if floating   => Score
      case "transformation"                  => Transform
      case _ if floating && array            => Probability
      case _ if floating                     => ProbabilityOf(1)
      case _                                 => Label
    }
  }
}
