package io.handover.evaluator.trees

/** How a node of a tree compares a feature with its threshold; numbers, which arrays hold best.
  *
  * The numbers of branches are those that TreeEnsemble of ai.onnx.ml 5 gives them.
  */
private[trees] object NodeMode {
  final val Leq = 0
  final val Lt = 1
  final val Gte = 2
  final val Gt = 3
  final val Eq = 4
  final val Neq = 5

  /** Whether the value is one of a set, which the tree table keeps. */
  final val Member = 6

  /** A node without branches. */
  final val Leaf = 7

  /** Whether the feature's value goes to the true branch; a missing one is asked elsewhere. */
  def holds(mode: Byte, value: Double, threshold: Double): Boolean = mode.toInt match {
    case Leq => value <= threshold
    case Lt  => value < threshold
    case Gte => value >= threshold
    case Gt  => value > threshold
    case Eq  => value == threshold
    case Neq => value != threshold
    case _   => false
  }

  /** The mode that the older operators call `name`. */
  def of(name: String): Byte = (name match {
    case "BRANCH_LEQ" => Leq
    case "BRANCH_LT"  => Lt
    case "BRANCH_GTE" => Gte
    case "BRANCH_GT"  => Gt
    case "BRANCH_EQ"  => Eq
    case "BRANCH_NEQ" => Neq
    case "LEAF"       => Leaf
    case _            => TreeTable.refuse("a mode is not known", s"mode=$name")
  }).toByte
}
