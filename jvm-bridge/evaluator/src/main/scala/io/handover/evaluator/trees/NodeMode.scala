package io.handover.evaluator.trees

/** How a node of a tree compares a feature with its threshold. */
private[trees] sealed abstract class NodeMode(val name: String) {

  /** Whether the feature's value goes to the true branch; a missing one is asked elsewhere. */
  def holds(value: Double, threshold: Double): Boolean
}

private[trees] object NodeMode {
  case object Leq extends NodeMode("BRANCH_LEQ") {
    def holds(value: Double, threshold: Double): Boolean = value <= threshold
  }
  case object Lt extends NodeMode("BRANCH_LT") {
    def holds(value: Double, threshold: Double): Boolean = value < threshold
  }
  case object Gte extends NodeMode("BRANCH_GTE") {
    def holds(value: Double, threshold: Double): Boolean = value >= threshold
  }
  case object Gt extends NodeMode("BRANCH_GT") {
    def holds(value: Double, threshold: Double): Boolean = value > threshold
  }
  case object Eq extends NodeMode("BRANCH_EQ") {
    def holds(value: Double, threshold: Double): Boolean = value == threshold
  }
  case object Neq extends NodeMode("BRANCH_NEQ") {
    def holds(value: Double, threshold: Double): Boolean = value != threshold
  }

  /** Whether the value is one of a set, which the tree table keeps. */
  case object Member extends NodeMode("BRANCH_MEMBER") {
    def holds(value: Double, threshold: Double): Boolean = false
  }

  /** A node without branches. */
  case object Leaf extends NodeMode("LEAF") {
    def holds(value: Double, threshold: Double): Boolean = false
  }

  /** The modes by the numbers that TreeEnsemble of ai.onnx.ml 5 gives them. */
  val numbered: Vector[NodeMode] = Vector(Leq, Lt, Gte, Gt, Eq, Neq, Member)

  /** The mode that the older operators call `name`, if there is one. */
  def of(name: String): Option[NodeMode] = named.get(name)

  private val named =
    (Leaf +: numbered.filterNot(_ == Member)).map(mode => mode.name -> mode).toMap
}
