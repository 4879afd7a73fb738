package io.handover.zoo

/** A regression tree over features. */
sealed trait Tree

object Tree {

  /** Goes left when the feature is at most the threshold, and where `missingLeft` when NaN. */
  final case class Split(
      feature: Int,
      threshold: Float,
      missingLeft: Boolean,
      left: Tree,
      right: Tree
  ) extends Tree

  /** Adds to the score of a class. */
  final case class Leaf(label: Int, value: Float) extends Tree

  /** The trees of a model, in its order. */
  def all(weights: Weights): Vector[Tree] = {
    val nodes = weights.all.filter(line => line.head == "split" || line.head == "leaf")
    nodes.groupBy(_(1).toInt).toVector.sortBy(_._1).map { case (_, own) =>
      tree(own.map(line => line(2) -> line).toMap, "0")
    }
  }

  private def tree(nodes: Map[String, Vector[String]], at: String): Tree = nodes(at) match {
    case Vector("split", _, _, feature, threshold, left, right, missing) =>
      Split(
        feature.toInt,
        threshold.toFloat,
        missing == "left",
        tree(nodes, left),
        tree(nodes, right)
      )
    case Vector("leaf", _, _, label, value) =>
      Leaf(label.toInt, value.toFloat)
    case line => throw new IllegalArgumentException(s"not a node: ${line.mkString(" | ")}")
  }
}
