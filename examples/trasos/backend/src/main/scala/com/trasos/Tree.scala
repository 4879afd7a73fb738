package com.trasos

/** A regression tree over features. */
sealed trait Tree

object Tree {

  /** Goes left when the feature is at most the threshold. */
  final case class Split(feature: Int, threshold: Float, left: Tree, right: Tree) extends Tree

  /** Adds to the score. */
  final case class Leaf(value: Float) extends Tree
}
