package io.handover.evaluator.trees

import io.handover.evaluator.tensor.Refusal

/** Trees as a model file says them, checked: every node but a root has one parent.
  *
  * @param yes
  *   the node after each node whose comparison holds
  * @param missingYes
  *   whether NaN counts as holding
  * @param members
  *   the values of each node that asks for membership, in order; empty where none does
  * @param leaves
  *   what each leaf adds to which target
  * @param leafOf
  *   the leaf that a node is, -1 for a branch
  */
private[trees] final class TreeTable(
    val mode: Array[Byte],
    val feature: Array[Int],
    val threshold: Array[Double],
    val yes: Array[Int],
    val no: Array[Int],
    val missingYes: Array[Boolean],
    val members: Array[Array[Double]],
    val roots: Array[Int],
    val leafOf: Array[Int],
    val leaves: Leaves
) {

  private val facts = new TreeTable.Facts(this)
  facts.run(mode.length)

  /** One more than the highest feature that a branch asks for. */
  val features: Int = facts.features

  /** Whether every branch compares by order with a threshold that is a float. */
  val ordered: Boolean = facts.ordered

  /** Whether a missing feature goes with the smallest at some branch. */
  val missingLow: Boolean = facts.missingLow

  /** How its nodes are laid out; what is no tree has no such order. */
  val order: TreeOrder = new TreeOrder(this)

  /** The child of small values. */
  def low(i: Int): Int = if (below(i)) yes(i) else no(i)

  /** The child of great values. */
  def high(i: Int): Int = if (below(i)) no(i) else yes(i)

  /** Whether a missing feature goes with the smallest. */
  def lowWhenMissing(i: Int): Boolean = below(i) == missingYes(i)

  private def below(i: Int): Boolean = mode(i) <= NodeMode.Lt
}

private[trees] object TreeTable {

  /** The most features a tree may ask for. */
  final val MaxFeatures = 1 << 24

  /** A fault of the trees. */
  def refuse(message: String, found: String): Nothing =
    throw Refusal("HE404", message, found = Some(found))

  private final class Facts(table: TreeTable) extends ColdLoop {

    var features: Int = 0
    var ordered: Boolean = true
    var missingLow: Boolean = false

    protected def piece(from: Int, until: Int): Unit = {
      var i = from
      while (i < until) {
        if (table.leafOf(i) < 0) branch(i)
        i += 1
      }
    }

    private def branch(i: Int): Unit = {
      val mode = table.mode(i)
      val threshold = table.threshold(i)
      val feature = table.feature(i)
      if (threshold != threshold && mode != NodeMode.Member) noNumber(i)
      if (feature < 0 || feature >= MaxFeatures) impossible(feature)
      if (feature >= features) features = feature + 1
      if (mode > NodeMode.Gt || threshold.toFloat.toDouble != threshold) ordered = false
      if (table.lowWhenMissing(i)) missingLow = true
    }

    private def noNumber(i: Int): Nothing = refuse("a threshold is not a number", s"node=$i")

    private def impossible(feature: Int): Nothing =
      refuse("a node asks for an impossible feature", s"feature=$feature")
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
    val counting = new Counting(leaf, start)
    counting.run(leaf.length)
    new ColdLoop {
      protected def piece(from: Int, until: Int): Unit = {
        var i = from
        while (i < until) {
          start(i + 1) += start(i)
          i += 1
        }
      }
    }.run(count)
    if (counting.inOrder) new Leaves(start, target, value)
    else sorted(start, leaf, target, value)
  }

  private final class Counting(leaf: Array[Int], start: Array[Int]) extends ColdLoop {

    var inOrder: Boolean = true

    protected def piece(from: Int, until: Int): Unit = {
      var i = from
      while (i < until) {
        start(leaf(i) + 1) += 1
        if (i > 0 && leaf(i) < leaf(i - 1)) inOrder = false
        i += 1
      }
    }
  }

  private def sorted(
      start: Array[Int],
      leaf: Array[Int],
      target: Array[Int],
      value: Array[Double]
  ): Leaves = {
    val next = start.clone
    val targets = new Array[Int](leaf.length)
    val values = new Array[Double](leaf.length)
    new ColdLoop {
      protected def piece(from: Int, until: Int): Unit = {
        var i = from
        while (i < until) {
          val to = next(leaf(i))
          targets(to) = target(i)
          values(to) = value(i)
          next(leaf(i)) = to + 1
          i += 1
        }
      }
    }.run(leaf.length)
    new Leaves(start, targets, values)
  }
}
