package io.handover.evaluator.control

import io.handover.evaluator.plan.{Frame, Plan}
import io.handover.evaluator.tensor.Tensor

/** A body of a control-flow node with its workspace.
  *
  * @param own
  *   how many inputs the node itself has; what bodies take from outside comes after them
  */
private[control] final class Body(plan: Plan, own: Int) {

  private val frame: Frame = plan.frame()
  private val fed = plan.inputs.length

  /** The body's input `index`, to be filled before a run. */
  def input(index: Int): Tensor = frame.input(index)

  /** The body's output `index` after a run. */
  def output(index: Int): Tensor = frame.output(index)

  /** Runs the body with what it takes from outside out of the node's inputs. */
  def run(in: Array[Tensor]): Unit = {
    val outside = in.length - own
    var i = 0
    while (i < outside) {
      frame.input(fed - outside + i).shareWith(in(own + i))
      i += 1
    }
    frame.run()
  }
}
