package io.handover.evaluator.control

import io.handover.evaluator.plan.{Compiled, Composition, Exactness, Kernel}
import io.handover.evaluator.plan.{NodeScope, Operator, Plan}
import io.handover.evaluator.tensor.{Kind, Kinds, Refusal, Tensor}

/** A body again and again, while a condition holds and a count lasts (ONNX Loop). */
private[evaluator] object Loop extends Operator("", "Loop", 1, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    if (node.has(0)) { val _ = node.kind(0, Kinds.of(Kind.I64)) }
    if (node.has(1)) { val _ = node.kind(1, Kinds.of(Kind.Bool)) }
    val states = (2 until node.inputs).map(node.kind).toArray
    val plan = node.body("body", Array(Kind.I64, Kind.Bool) ++ states)
    val kinds = plan.outputKinds
    node.require(
      kinds.startsWith(Kind.Bool +: states),
      "the body does not give back the condition and its states"
    )
    new Compiled(
      kinds.drop(1),
      () => new LoopKernel(plan, node.inputs, states.length, node.has(0), node.has(1))
    ).classed(Composition.ofBodies(Vector(plan), repeats = true))
  }
}

private[control] final class LoopKernel(
    plan: Plan,
    inputs: Int,
    states: Int,
    counted: Boolean,
    conditional: Boolean
) extends Kernel {

  private val body = new Body(plan, inputs)
  private val collected = plan.outputKinds.drop(1 + states).map(new Stack(_))
  private val carried = new Carried(plan.outputKinds.slice(1, 1 + states))

  def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
    if (counted && in(0).size != 1 || conditional && in(1).size != 1)
      throw Refusal.shape("count and condition are one value each", in.take(2))
    val most = if (counted) in(0).longs(0) else LoopKernel.MaxSteps
    if (most > LoopKernel.MaxSteps)
      throw Refusal(
        "HE104",
        "a loop is too long",
        Some(s"steps<=${LoopKernel.MaxSteps}"),
        Some(s"steps=$most")
      )
    body.input(0).resize(Array.emptyIntArray)
    body.input(1).resize(Array.emptyIntArray)
    (0 until states).foreach(i => Copied.into(in(2 + i), body.input(2 + i)))
    collected.foreach(_.clear(if (counted) most.max(0).min(4096).toInt else 0))
    var going = !conditional || in(1).booleans(0)
    var step = 0L
    while (going && step < most) {
      body.input(0).longs(0) = step
      body.input(1).booleans(0) = going
      body.run(in)
      going = body.output(0).booleans(0)
      collected.indices.foreach(i => collected(i).push(body.output(1 + states + i)))
      carried.advance(body, from = 1, to = 2)
      step += 1
      if (step == LoopKernel.MaxSteps && going && !counted)
        throw Refusal("HE104", "a loop does not end", Some(s"steps<=${LoopKernel.MaxSteps}"))
    }
    (0 until states).foreach(i => Copied.into(body.input(2 + i), out(i)))
    collected.indices.foreach(i => collected(i).copyTo(out(states + i)))
  }
}

private[control] object LoopKernel {

  /** The most steps of one loop: a bound on the time that one node may take. */
  val MaxSteps: Long = 1L << 24
}
