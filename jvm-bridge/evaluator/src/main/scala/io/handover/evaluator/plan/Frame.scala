package io.handover.evaluator.plan

import io.handover.evaluator.tensor.{Refusal, Tensor}

/** A workspace of a plan, for one thread at a time: its tensors keep their arrays between runs. */
private[evaluator] final class Frame(plan: Plan, steps: Array[Step]) {

  private val slots: Array[Tensor] = Array.tabulate(plan.kinds.length)(slot =>
    plan.constants.getOrElse(slot, new Tensor(plan.kinds(slot)))
  )
  private val kernels: Array[Kernel] = steps.map(_.kernel())
  private val ins: Array[Array[Tensor]] =
    steps.map(_.in.map(slot => if (slot == Slots.None) Slots.Absent else slots(slot)))
  // An output that nobody wants is computed all the same, into a tensor of its own.
  private val outs: Array[Array[Tensor]] = steps.map(_.out.map(slots))

  /** How many steps a run has. */
  def stepCount: Int = kernels.length

  /** The tensor to fill for input `index`. */
  def input(index: Int): Tensor = slots(plan.inputs(index))

  /** The tensor of output `index` after a run. */
  def output(index: Int): Tensor = slots(plan.outputs(index))

  /** The tensor in place `slot`. */
  def value(slot: Int): Tensor = slots(slot)

  /** Runs every step. */
  def run(): Unit = {
    var step = 0
    while (step < kernels.length) {
      try kernels(step).run(ins(step), outs(step))
      catch { case refusal: Refusal => throw refusal.at(steps(step).label) }
      step += 1
    }
  }
}
