package io.handover.evaluator.plan

import io.handover.evaluator.tensor.Tensor

/** Places of values in a [[Frame]]. */
private[evaluator] object Slots {

  /** The place of an optional input or output that is not there. */
  val None: Int = -1

  /** What a kernel finds in that place. */
  val Absent: Tensor = Tensor.longs(Array(0), Array.emptyLongArray)
}
