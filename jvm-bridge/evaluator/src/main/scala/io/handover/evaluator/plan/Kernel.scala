package io.handover.evaluator.plan

import io.handover.evaluator.tensor.Tensor

/** The work of one step, owned by one [[Frame]]: it may keep buffers, and shares constants only.
  *
  * An absent optional input is [[Slots.Absent]]. Outputs keep their arrays from run to run. Nothing
  * is allocated for a row: `val (a, b) = (x, y)` would be, by Scala 2.13.
  */
private[evaluator] abstract class Kernel {

  /** Computes `out` from `in`. */
  def run(in: Array[Tensor], out: Array[Tensor]): Unit
}
