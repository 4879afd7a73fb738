package io.handover.evaluator.plan

import io.handover.evaluator.model.{Domain, Node}
import io.handover.evaluator.tensor.Refusal

/** The versions of operator sets that are run. */
private[evaluator] object Versions {

  private val ranges: Map[String, (Long, Long)] =
    Map("" -> ((1L, 28L)), Operator.Ml -> ((1L, 5L)), Operator.Microsoft -> ((1L, 1L)))

  /** The version of the operator set of `node`, which the model must import. */
  def of(node: Node, opsets: Map[String, Long]): Int = {
    val domain = Domain.told(node.domain)
    val (first, last) = ranges.getOrElse(
      node.domain,
      throw Refusal("HE201", s"operator ${node.qualified} is of a domain that is not run")
    )
    val version = opsets.getOrElse(
      node.domain,
      throw Refusal("HE202", s"the model does not import the operator set $domain")
    )
    if (version < first || version > last)
      throw Refusal(
        "HE202",
        s"the version of operator set $domain is not run",
        Some(s"version=$first to $last"),
        Some(s"version=$version")
      )
    version.toInt
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
