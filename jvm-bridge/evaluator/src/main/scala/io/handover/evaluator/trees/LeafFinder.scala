package io.handover.evaluator.trees

import io.handover.evaluator.ml.MlInput
import io.handover.evaluator.tensor.{Refusal, Tensor}

/** Walks rows down trees. Immutable; a [[LeafFinder.Rows]] holds what one thread needs. */
private[trees] abstract class LeafFinder {

  /** How many trees there are. */
  def trees: Int

  /** Room for the rows of one thread. */
  def rows(): LeafFinder.Rows
}

private[trees] object LeafFinder {

  /** The rows of one block. */
  abstract class Rows {

    /** Writes the leaf of each tree for `count` rows from `first` on: tree after tree, `count`
      * leaves each.
      */
    def find(x: Tensor, first: Int, count: Int, leaves: Array[Int]): Unit
  }

  /** The finder that suits the trees and the type of their input. */
  def of(table: TreeTable, single: Boolean): LeafFinder =
    if (single && KeyLayout.suits(table)) KeyLayout.of(table) else new PlainForest(table)

  /** How many numbers one row has; trees take a matrix, or a list as one row. */
  def width(x: Tensor): Int =
    if (x.rank > 2) throw Refusal.shape("trees take a matrix", x) else MlInput.width(x)

  /** HE403 when rows of this width lack a feature. */
  def checkWidth(width: Int, features: Int): Unit =
    if (width < features)
      throw Refusal(
        "HE403",
        "a row has fewer features than the trees ask for",
        Some(s"features>=$features"),
        Some(s"features=$width")
      )
}
