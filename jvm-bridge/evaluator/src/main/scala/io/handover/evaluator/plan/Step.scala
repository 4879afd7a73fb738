package io.handover.evaluator.plan

import io.handover.evaluator.model.Node

/** A node after planning: places instead of names, a kernel instead of an operator. */
private[evaluator] final class Step(
    made: Node,
    val exactness: Exactness,
    val in: Array[Int],
    val out: Array[Int],
    val kernel: () => Kernel
) {

  /** What the node is called. */
  def node: String = made.called

  /** The operator with its domain, unless that is the default one. */
  val operator: String = made.qualified

  /** How faults call the node. */
  def label: String = made.label
}
