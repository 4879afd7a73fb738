package io.handover.evaluator.trees

import io.handover.evaluator.plan.NodeScope

/** How the leaves of all trees make one score. */
private[trees] sealed abstract class Aggregate {

  /** The score after one more leaf. */
  def combine(score: Double, value: Double, first: Boolean): Double
}

private[trees] object Aggregate {
  case object Sum extends Aggregate {
    def combine(score: Double, value: Double, first: Boolean): Double = score + value
  }
  case object Average extends Aggregate {
    def combine(score: Double, value: Double, first: Boolean): Double = score + value
  }
  case object Min extends Aggregate {
    def combine(score: Double, value: Double, first: Boolean): Double =
      if (first || value < score) value else score
  }
  case object Max extends Aggregate {
    def combine(score: Double, value: Double, first: Boolean): Double =
      if (first || value > score) value else score
  }

  /** What attribute `aggregate_function` names, "SUM" when it is not there. */
  def named(node: NodeScope): Aggregate =
    node.choice("aggregate_function", "SUM", "SUM|AVERAGE|MIN|MAX") match {
      case "AVERAGE" => Average
      case "MIN"     => Min
      case "MAX"     => Max
      case _         => Sum
    }

  /** What attribute `aggregate_function` of TreeEnsemble numbers. */
  def numbered(node: NodeScope): Aggregate = {
    val number = node.long("aggregate_function", 1L)
    node.require(number >= 0 && number < 4, s"aggregate_function=$number")
    number match {
      case 0L => Average
      case 1L => Sum
      case 2L => Min
      case _  => Max
    }
  }
}
