package io.handover.zoo

import scala.annotation.tailrec

/** Boosted trees: leaves add up in the order of trees, the base score comes last. */
class ReturnRisk extends OrderBackend {
  protected def file: String = "return_risk"

  protected lazy val trees: Vector[Tree] = Tree.all(weights)
  protected lazy val base: Vector[Float] = weights.of("base").map(_.head.toFloat)

  protected def scores(numbers: Array[Float]): Array[Float] = {
    val totals = new Array[Float](classes.length)
    trees.map(leaf(_, numbers)).foreach(leaf => totals(leaf.label) += leaf.value)
    totals.zip(base).map { case (total, start) => total + start }
  }

  protected def goesLeft(value: Float, split: Tree.Split): Boolean =
    if (value.isNaN) missingGoesLeft(split) else isAtMost(value, split.threshold)

  protected def missingGoesLeft(split: Tree.Split): Boolean = split.missingLeft
  protected def isAtMost(value: Float, threshold: Float): Boolean = value <= threshold

  @tailrec
  private def leaf(tree: Tree, numbers: Array[Float]): Tree.Leaf = tree match {
    case leaf: Tree.Leaf   => leaf
    case split: Tree.Split =>
      leaf(if (goesLeft(numbers(split.feature), split)) split.left else split.right, numbers)
  }
}
