package io.handover.evaluator.model

/** One use of an operator; an absent optional input or output has the name "". */
private[evaluator] final class Node(
    val name: String,
    val domain: String,
    val operator: String,
    val inputs: Array[String],
    val outputs: Array[String],
    val attributes: Array[Attribute]
) {

  /** The name, or without one the first output. */
  def called: String = if (!name.isEmpty) name else firstOutput

  /** How faults call the node. */
  def label: String = Node.label(called, qualified)

  /** The operator with its domain, unless that is the default one. */
  def qualified: String = Domain.qualified(domain, operator)

  private def firstOutput: String = {
    var i = 0
    while (i < outputs.length && outputs(i).isEmpty) i += 1
    if (i < outputs.length) outputs(i) else "?"
  }
}

private[evaluator] object Node {

  /** How faults call a node. */
  def label(called: String, qualified: String): String = s"node=$called operator=$qualified"
}
