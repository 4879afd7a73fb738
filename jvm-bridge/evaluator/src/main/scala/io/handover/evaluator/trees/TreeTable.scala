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
    mode.indices.foreach(i => if (leafOf(i) < 0) most = most.max(feature(i) + 1))
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
    val parents = new Array[Int](table.mode.length)
    table.mode.indices.foreach { i =>
      if (table.leafOf(i) < 0) {
        if (table.threshold(i).isNaN && table.mode(i) != NodeMode.Member)
          refuse("a threshold is not a number", s"node=$i")
        if (table.feature(i) < 0 || table.feature(i) >= MaxFeatures)
          refuse("a node asks for an impossible feature", s"feature=${table.feature(i)}")
        parents(table.yes(i)) += 1
        parents(table.no(i)) += 1
      }
    }
    table.roots.foreach(root => parents(root) += 1)
    // A node in a cycle apart from every root has a parent too: only reaching it tells.
    val reached = new Array[Boolean](table.mode.length)
    val open = new java.util.ArrayDeque[Integer]
    table.roots.foreach(root => open.push(root))
    while (!open.isEmpty) {
      val node: Int = open.pop()
      if (reached(node)) refuse("a node has two parents, or is below itself", s"node=$node")
      reached(node) = true
      if (table.leafOf(node) < 0) {
        open.push(table.yes(node))
        open.push(table.no(node))
      }
    }
    reached.indices.find(i => !reached(i)).foreach { i =>
      refuse("a node is not reached from the root of its tree", s"node=$i")
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
}

private[trees] object Leaves {

  /** `count` leaves from entries in any order of leaves; those of a leaf keep theirs.
    *
    * @param leaf
    *   the leaf of each entry
    */
  def of(count: Int, leaf: Array[Int], target: Array[Int], value: Array[Double]): Leaves = {
    val start = new Array[Int](count + 1)
    leaf.foreach(l => start(l + 1) += 1)
    (0 until count).foreach(l => start(l + 1) += start(l))
    val next = start.clone
    val (targets, values) = (new Array[Int](leaf.length), new Array[Double](leaf.length))
    leaf.indices.foreach { i =>
      val to = next(leaf(i))
      targets(to) = target(i)
      values(to) = value(i)
      next(leaf(i)) = to + 1
    }
    new Leaves(start, targets, values)
  }
}
