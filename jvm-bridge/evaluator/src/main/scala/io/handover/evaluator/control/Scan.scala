package io.handover.evaluator.control

import io.handover.evaluator.ops.Axis
import io.handover.evaluator.plan.{Compiled, Composition, Exactness, Kernel}
import io.handover.evaluator.plan.{NodeScope, Operator, Plan}
import io.handover.evaluator.tensor.{Kind, Refusal, Tensor}

/** A body once for each slice of some inputs, with states from step to step (ONNX Scan, opset 9
  * on). Only forwards and along the first axis, as converters write it.
  */
private[evaluator] object Scan extends Operator("", "Scan", 9, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    val scanned = node.long("num_scan_inputs", 0L).toInt
    node.require(scanned >= 1 && scanned <= node.inputs, s"num_scan_inputs=$scanned")
    Seq("scan_input_axes", "scan_input_directions", "scan_output_axes", "scan_output_directions")
      .foreach { name =>
        if (node.longs(name).exists(_ != 0))
          throw Refusal("HE203", s"attribute $name other than 0 is not run")
      }
    val states = node.inputs - scanned
    val plan = node.body("body", Array.tabulate(node.inputs)(node.kind))
    val kinds = plan.outputKinds
    node.require(kinds.length >= states, "the body has fewer outputs than states")
    new Compiled(kinds, () => new ScanKernel(plan, node.inputs, states))
      .classed(Composition.ofBodies(Vector(plan), repeats = states > 0))
  }
}

private[control] final class ScanKernel(plan: Plan, inputs: Int, states: Int) extends Kernel {

  private val body = new Body(plan, inputs)
  private val collected = plan.outputKinds.drop(states).map(new Stack(_))
  private val carried = new Carried(plan.outputKinds.take(states))

  def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
    val steps = if (in(states).rank > 0) in(states).dim(0) else 0
    (states until inputs).foreach { i =>
      if (in(i).rank == 0 || in(i).dim(0) != steps)
        throw Refusal.shape("scanned inputs have different lengths", in(i))
    }
    (0 until states).foreach(i => Copied.into(in(i), body.input(i)))
    collected.foreach(_.clear(steps))
    var step = 0
    while (step < steps) {
      (states until inputs).foreach(i => Copied.slice(in(i), step, body.input(i)))
      body.run(in)
      collected.indices.foreach(i => collected(i).push(body.output(states + i)))
      carried.advance(body, from = 0, to = 0)
      step += 1
    }
    (0 until states).foreach(i => Copied.into(body.input(i), out(i)))
    collected.indices.foreach(i => collected(i).copyTo(out(states + i)))
  }
}

/** Copies between the tensors of a node and those of its body, which live on from run to run. */
private[control] object Copied {

  /** `from` as it is. */
  def into(from: Tensor, to: Tensor): Unit = {
    to.resizeLike(from)
    to.copyBlock(0, from, 0, from.size)
  }

  /** The slice `index` of the first axis. */
  def slice(from: Tensor, index: Int, to: Tensor): Unit = {
    val at = Axis.element(index.toLong, from.dim(0))
    to.resize(from.dims.drop(1))
    to.copyBlock(0, from, at * to.size, to.size)
  }
}

/** States on their way from the outputs of a body to its inputs.
  *
  * An output may share the array of any input, so all are taken before the first is put back.
  */
private[control] final class Carried(kinds: Array[Kind]) {

  private val held = kinds.map(new Tensor(_))

  /** Makes the outputs of `body` from place `from` on its inputs from place `to` on. */
  def advance(body: Body, from: Int, to: Int): Unit = {
    held.indices.foreach(i => Copied.into(body.output(from + i), held(i)))
    held.indices.foreach(i => Copied.into(held(i), body.input(to + i)))
  }
}

/** Tensors of one shape collected along a new first axis. */
private[control] final class Stack(kind: Kind) {

  private val held = new Tensor(kind)
  private var pushed = 0
  private var room = 0
  private var dims = Array.emptyIntArray

  /** Forgets everything; `steps` tensors are expected. */
  def clear(steps: Int): Unit = {
    pushed = 0
    room = steps
    dims = Array.emptyIntArray
    held.resize(Array(0))
  }

  /** Adds one more. */
  def push(part: Tensor): Unit = {
    if (pushed == 0) {
      dims = part.dims
      held.resize(room.max(1) +: dims)
    } else if (!part.hasShape(dims))
      throw Refusal.shape("a body gives another shape at each step", part)
    else if (pushed == room.max(1)) grow()
    held.copyBlock(pushed * part.size, part, 0, part.size)
    pushed += 1
  }

  /** What was collected. */
  def copyTo(to: Tensor): Unit = {
    to.resize(pushed +: dims)
    to.copyBlock(0, held, 0, to.size)
  }

  private def grow(): Unit = {
    val before = held.copied
    room = room.max(1) * 2
    held.resize(room +: dims)
    held.copyBlock(0, before, 0, before.size)
  }
}
