package io.handover.evaluator.plan

import io.handover.evaluator.model.Node
import io.handover.evaluator.tensor.{Kind, Tensor}

/** A graph resolved to places and steps in order; immutable, shared by all threads.
  *
  * @param kinds
  *   the kind of each place
  * @param names
  *   what the graph calls the value of each place
  * @param constants
  *   the values known at load, by place; null where it is not known
  * @param inputs
  *   the places to fill before a run: the graph's inputs, then what it takes from outside
  * @param outputs
  *   the places to read after it
  * @param wanted
  *   the steps that a run needs: not those whose readers take the parts where they lie
  * @param nodes
  *   what the graph calls the node of each step
  */
private[evaluator] final class Plan(
    val kinds: Array[Kind],
    val names: Names,
    val constants: Array[Tensor],
    val inputs: Array[Int],
    val outputs: Array[Int],
    val steps: Array[Step],
    wanted: Array[Step],
    nodes: Names
) {

  /** What the graph calls the node of `step`. */
  def node(step: Step): String = nodes(step.number)

  /** How faults call the node of `step`. */
  def label(step: Step): String = Node.label(node(step), step.operator)

  /** What the graph calls input `index`. */
  def inputName(index: Int): String = names(inputs(index))

  /** The kinds of the outputs. */
  def outputKinds: Array[Kind] = outputs.map(kinds(_))

  /** A workspace to run in. */
  def frame(): Frame = new Frame(this, wanted)

  /** A workspace that computes every value of the graph. */
  def wholeFrame(): Frame = new Frame(this, steps)
}
