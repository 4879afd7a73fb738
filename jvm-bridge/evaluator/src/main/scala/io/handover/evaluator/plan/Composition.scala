package io.handover.evaluator.plan

import io.handover.evaluator.tensor.Kind

/** The comparison class of every value of a plan, composed from those of the operators. */
private[evaluator] object Composition {

  // What only moves elements about keeps the class of what it moves.
  private val movers = Set(
    "ArrayFeatureExtractor",
    "Compress",
    "Concat",
    "Expand",
    "Flatten",
    "Gather",
    "GatherElements",
    "Identity",
    "Reshape",
    "Slice",
    "Split",
    "Squeeze",
    "Tile",
    "Transpose",
    "Unsqueeze",
    "Where"
  )

  /** The class of each output, in order. */
  def outputs(plan: Plan): Vector[Exactness] = {
    val classes = Array.fill[Exactness](plan.kinds.length)(Exactness.Bits)
    plan.steps.foreach { step =>
      val inputs = step.in.filter(_ != Slots.None).map(classes(_))
      val worst = inputs.foldLeft[Exactness](Exactness.Bits)(Exactness.worse)
      val name = step.operator.split('.').last
      step.out.foreach { slot =>
        val choice = chooses(plan.kinds(slot))
        val own = if (choice) chosen(step.exactness) else step.exactness
        classes(slot) = Exactness.after(worst, own, movers(name), choice)
      }
    }
    plan.outputs.toVector.map(classes(_))
  }

  /** The class of a node that runs `bodies`, again and again when `repeats`. */
  def ofBodies(bodies: Vector[Plan], repeats: Boolean): Exactness = {
    val worst = bodies.flatMap(outputs).foldLeft[Exactness](Exactness.Bits)(Exactness.worse)
    // What a step leaves goes through the body again.
    if (repeats && worst.rank > Exactness.BitsOnFma.rank) Exactness.Near else worst
  }

  // A classifier chooses by its scores before it transforms them.
  private def chosen(scores: Exactness): Exactness = scores match {
    case Exactness.Ulp(_) => Exactness.Bits
    case Exactness.Near   => Exactness.Label
    case other            => other
  }

  private def chooses(kind: Kind): Boolean = !Kind.floating.contains(kind)
}
