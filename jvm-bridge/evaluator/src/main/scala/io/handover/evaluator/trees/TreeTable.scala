package io.handover.evaluator.trees

import io.handover.evaluator.tensor.Refusal

/** Trees as a model file says them, checked: every node but a root has one parent.
  *
  * @param yes
  *   the node after each node whose comparison holds
  * @param missingYes
  *   whether NaN counts as holding
  * @param members
  *   the values of nodes that ask for membership
  * @param leaves
  *   what each leaf adds to which target
  * @param leafOf
  *   the leaf that a node is, -1 for a branch
  */
private[trees] final class TreeTable(
    val mode: Array[NodeMode],
    val feature: Array[Int],
    val threshold: Array[Double],
    val yes: Array[Int],
    val no: Array[Int],
    val missingYes: Array[Boolean],
    val members: Map[Int, Set[Double]],
    val roots: Array[Int],
    val leafOf: Array[Int],
    val leaves: Leaves
) {

  /** One more than the highest feature that a branch asks for. */
  val features: Int = {
    var most = 0
    var i = 0
    while (i < mode.length) {
      if (leafOf(i) < 0) most = most.max(feature(i) + 1)
      i += 1
    }
    most
  }

  TreeTable.check(this)
}

private[trees] object TreeTable {

  /** The most features a tree may ask for. */
  val MaxFeatures: Int = 1 << 24

  /** A fault of the trees. */
  def refuse(message: String, found: String): Nothing =
    throw Refusal("HE404", message, found = Some(found))

  private def check(table: TreeTable): Unit = {
    val count = table.mode.length
    var i = 0
    while (i < count) {
      if (table.leafOf(i) < 0) {
        if (table.threshold(i).isNaN && table.mode(i) != NodeMode.Member)
          refuse("a threshold is not a number", s"node=$i")
        if (table.feature(i) < 0 || table.feature(i) >= MaxFeatures)
          refuse("a node asks for an impossible feature", s"feature=${table.feature(i)}")
      }
      i += 1
    }
    // A node in a cycle apart from every root has a parent too: only reaching it tells.
    val reached = new Array[Boolean](count)
    val open = new IntStack
    i = 0
    while (i < table.roots.length) {
      open.push(table.roots(i))
      while (open.nonEmpty) {
        val node = open.pop()
        if (reached(node)) refuse("a node has two parents, or is below itself", s"node=$node")
        reached(node) = true
        if (table.leafOf(node) < 0) {
          open.push(table.yes(node))
          open.push(table.no(node))
        }
      }
      i += 1
    }
    i = 0
    while (i < count) {
      if (!reached(i)) refuse("a node is not reached from the root of its tree", s"node=$i")
      i += 1
    }
  }
}

/** What leaves add: leaf `i` has the entries `start(i)` until `start(i + 1)`. */
private[trees] final class Leaves(
    val start: Array[Int],
    val target: Array[Int],
    val value: Array[Double]
) {

  /** How many leaves there are. */
  val count: Int = start.length - 1

  /** Whether all of them weigh the same one target. */
  def ofOneTarget: Boolean = {
    var i = 0
    while (i < target.length && target(i) == target(0)) i += 1
    i > 0 && i == target.length
  }

  /** Whether no leaf takes anything away. */
  def positive: Boolean = {
    var i = 0
    while (i < value.length && value(i) >= 0) i += 1
    i == value.length
  }
}

private[trees] object Leaves {

  /** `count` leaves from entries in any order of leaves; those of a leaf keep theirs.
    *
    * @param leaf
    *   the leaf of each entry
    */
  def of(count: Int, leaf: Array[Int], target: Array[Int], value: Array[Double]): Leaves = {
    val start = new Array[Int](count + 1)
    var i = 0
    while (i < leaf.length) {
      start(leaf(i) + 1) += 1
      i += 1
    }
    i = 0
    while (i < count) {
      start(i + 1) += start(i)
      i += 1
    }
    val next = start.clone
    val targets = new Array[Int](leaf.length)
    val values = new Array[Double](leaf.length)
    i = 0
    while (i < leaf.length) {
      val to = next(leaf(i))
      targets(to) = target(i)
      values(to) = value(i)
      next(leaf(i)) = to + 1
      i += 1
    }
    new Leaves(start, targets, values)
  }
}
