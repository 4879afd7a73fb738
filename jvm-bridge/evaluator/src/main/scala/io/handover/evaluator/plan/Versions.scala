package io.handover.evaluator.plan

import io.handover.evaluator.model.{Domain, Node}
import io.handover.evaluator.tensor.Refusal
import java.util.HashMap

/** The versions of operator sets that are run. */
private[evaluator] object Versions {

  /** The version of the operator set of `node`, which the model must import. */
  def of(node: Node, opsets: HashMap[String, Long]): Int = {
    val last = newest(node.domain)
    if (last == 0)
      throw Refusal("HE201", s"operator ${node.qualified} is of a domain that is not run")
    if (!opsets.containsKey(node.domain))
      throw Refusal(
        "HE202",
        s"the model does not import the operator set ${Domain.told(node.domain)}"
      )
    val version = opsets.get(node.domain)
    if (version < 1 || version > last)
      throw Refusal(
        "HE202",
        s"the version of operator set ${Domain.told(node.domain)} is not run",
        Some(s"version=1 to $last"),
        Some(s"version=$version")
      )
    version.toInt
  }

  // The newest version of an operator set that is run; 0 where none is.
  private def newest(domain: String): Long = domain match {
    case ""                 => 28L
    case Operator.Ml        => 5L
    case Operator.Microsoft => 1L
    case _                  => 0L
  }

  /** Refuses an operator in a version before its present meaning. */
  def check(operator: Operator, version: Int): Unit =
    if (version < operator.since)
      throw Refusal(
        "HE202",
        s"operator ${operator.name} had another meaning in this version of its operator set",
        Some(s"version>=${operator.since}"),
        Some(s"version=$version")
      )
}
