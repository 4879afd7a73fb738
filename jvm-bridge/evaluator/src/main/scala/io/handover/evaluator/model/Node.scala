package io.handover.evaluator.model

/** One use of an operator; an absent optional input or output has the name "". */
private[evaluator] final case class Node(
    name: String,
    domain: String,
    operator: String,
    inputs: Vector[String],
    outputs: Vector[String],
    attributes: Vector[Attribute]
) {

  /** The name, or without one the first output. */
  def called: String = if (!name.isEmpty) name else outputs.find(_.nonEmpty).getOrElse("?")

  /** How faults call the node. */
  def label: String = Node.label(called, qualified)

  /** The operator with its domain, unless that is the default one. */
  def qualified: String = if (domain.isEmpty) operator else domain.concat(".").concat(operator)
}

private[evaluator] object Node {

  /** How faults call a node. */
  def label(called: String, qualified: String): String = s"node=$called operator=$qualified"
}
