package io.handover.evaluator.plan

import io.handover.evaluator.model.Domain

/** What a [[Catalogue]] lists. */
private[evaluator] trait Listed {

  /** The operator that is listed. */
  def operator: Operator
}

/** One operator of an ONNX operator set: what it makes of a node.
  *
  * @param domain
  *   the operator set, "" for the default one
  * @param since
  *   the oldest version of the operator set in which `compile` gives its meaning
  * @param exactness
  *   how near its answers are to ONNX Runtime's
  */
private[evaluator] abstract class Operator(
    val domain: String,
    val name: String,
    val since: Int,
    val exactness: Exactness
) extends Listed {

  /** This operator. */
  final def operator: Operator = this

  /** The operator with its domain, unless that is the default one; one text for all its nodes. */
  final val qualified: String = Domain.qualified(domain, name)

  /** Whether its one input may come as several matrices side by side. */
  def joins: Boolean = false

  /** Checks the node's attributes and kinds, and gives the work; refuses what it does not know. */
  def compile(node: NodeScope): Compiled
}

private[evaluator] object Operator {

  /** The operator set of trees, scalers and encoders. */
  final val Ml = "ai.onnx.ml"

  /** The operator set of ONNX Runtime's own operators. */
  final val Microsoft = "com.microsoft"
}
