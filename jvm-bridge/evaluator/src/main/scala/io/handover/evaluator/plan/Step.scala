package io.handover.evaluator.plan

import io.handover.evaluator.model.Node

/** A node after planning: places instead of names, a kernel instead of an operator.
  *
  * @param node
  *   what the node is called
  * @param operator
  *   the operator with its domain, unless that is the default one
  */
private[evaluator] final class Step(
    val node: String,
    val operator: String,
    val exactness: Exactness,
    val in: Array[Int],
    val out: Array[Int],
    val kernel: () => Kernel
) {

  /** How faults call the node. */
  def label: String = Node.label(node, operator)
}
