package io.handover.evaluator.trees

/** How a node of a tree compares a feature with its threshold. */
private[trees] final class NodeMode private (code: Int) {

  /** Whether the feature's value goes to the true branch; a missing one is asked elsewhere. */
  def holds(value: Double, threshold: Double): Boolean = code match {
    case 0 => value <= threshold
    case 1 => value < threshold
    case 2 => value >= threshold
    case 3 => value > threshold
    case 4 => value == threshold
    case 5 => value != threshold
    case _ => false
  }
}

/** One class with a number: eight of their own would all be loaded for any tree. */
private[trees] object NodeMode {
  val Leq: NodeMode = new NodeMode(0)
  val Lt: NodeMode = new NodeMode(1)
  val Gte: NodeMode = new NodeMode(2)
  val Gt: NodeMode = new NodeMode(3)
  val Eq: NodeMode = new NodeMode(4)
  val Neq: NodeMode = new NodeMode(5)

  /** Whether the value is one of a set, which the tree table keeps. */
  val Member: NodeMode = new NodeMode(6)

  /** A node without branches. */
  val Leaf: NodeMode = new NodeMode(7)

  /** The mode that TreeEnsemble of ai.onnx.ml 5 gives this number, if there is one. */
  def numbered(number: Int): Option[NodeMode] = number match {
    case 0 => Some(Leq)
    case 1 => Some(Lt)
    case 2 => Some(Gte)
    case 3 => Some(Gt)
    case 4 => Some(Eq)
    case 5 => Some(Neq)
    case 6 => Some(Member)
    case _ => None
  }

  /** The mode that the older operators call `name`, if there is one. */
  def of(name: String): Option[NodeMode] = name match {
    case "BRANCH_LEQ" => Some(Leq)
    case "BRANCH_LT"  => Some(Lt)
    case "BRANCH_GTE" => Some(Gte)
    case "BRANCH_GT"  => Some(Gt)
    case "BRANCH_EQ"  => Some(Eq)
    case "BRANCH_NEQ" => Some(Neq)
    case "LEAF"       => Some(Leaf)
    case _            => None
  }
}
