package io.handover.evaluator.plan

import io.handover.evaluator.tensor.{Refusal, Tensor}

/** A workspace of a plan, for one thread at a time: its tensors keep their arrays between runs. */
private[evaluator] final class Frame(plan: Plan, steps: Array[Step]) {

  private val slots = new Array[Tensor](plan.kinds.length)
  private val kernels = new Array[Kernel](steps.length)
  private val ins = new Array[Array[Tensor]](steps.length)
  // An output that nobody wants is computed all the same, into a tensor of its own.
  private val outs = new Array[Array[Tensor]](steps.length)
  fill()

  private def fill(): Unit = {
    var i = 0
    while (i < slots.length) {
      val constant = plan.constants(i)
      slots(i) = if (constant == null) new Tensor(plan.kinds(i)) else constant
      i += 1
    }
    i = 0
    while (i < steps.length) {
      kernels(i) = steps(i).kernel()
      ins(i) = Slots.tensors(steps(i).in, slots)
      outs(i) = Slots.tensors(steps(i).out, slots)
      i += 1
    }
  }

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
      catch { case refusal: Refusal => throw refusal.at(plan.label(steps(step))) }
      step += 1
    }
  }
}
