package io.handover.evaluator.trees

import io.handover.evaluator.tensor.{Refusal, Tensor}

/** Rows of a matrix, or a list as one row. */
private[trees] object RowWidth {

  /** How many numbers one row has. */
  def of(x: Tensor): Int =
    if (x.rank == 1) x.dim(0)
    else if (x.rank == 2) x.dim(1)
    else throw Refusal.shape("trees take a matrix", x)

  /** How many rows there are. */
  def rows(x: Tensor): Int = if (x.rank == 1) 1 else x.dim(0)
}
