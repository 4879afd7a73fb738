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
      *
      * @param x
      *   matrices side by side, or a single tensor
      */
    def find(x: Array[Tensor], first: Int, count: Int, leaves: Array[Int]): Unit
  }

  /** The finder that suits the trees and the type of their input. */
  def of(table: TreeTable, single: Boolean): LeafFinder =
    if (single && KeyLayout.suits(table)) KeyLayout.of(table) else new PlainForest(table)

  /** HE403 when `x` is neither a matrix nor a list as one row, or its rows lack a feature. */
  def checkWidth(x: Array[Tensor], features: Int): Unit = {
    if (x(0).rank > 2) throw Refusal.shape("trees take a matrix", x(0))
    val width = MlInput.width(x)
    if (width < features)
      throw Refusal(
        "HE403",
        "a row has fewer features than the trees ask for",
        Some(s"features>=$features"),
        Some(s"features=$width")
      )
  }
}
