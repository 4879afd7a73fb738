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
    val makers = new Array[Step](plan.kinds.length)
    plan.steps.foreach { step =>
      val before = step.in.filter(_ != Slots.None).flatMap(slot => Option(makers(slot)))
      step.out.foreach(makers(_) = step)
      val own = if (before.exists(fused(plan, _, step))) Exactness.Near else step.exactness
      val inputs = step.in.filter(_ != Slots.None).map(classes(_))
      val worst = inputs.foldLeft[Exactness](Exactness.Bits)(Exactness.worse)
      val name = step.operator.split('.').last
      step.out.foreach { slot =>
        val choice = chooses(plan.kinds(slot))
        val exact = if (choice) chosen(own) else own
        classes(slot) = Exactness.after(worst, exact, movers(name), choice)
      }
    }
    plan.outputs.toVector.map(classes(_))
  }

  // ONNX Runtime folds a scale by one number into the product beside it, and rounds once less.
  private def fused(plan: Plan, first: Step, second: Step): Boolean =
    product(first) && scale(plan, second) || scale(plan, first) && product(second)

  private def product(step: Step): Boolean = step.operator == "MatMul"

  private def scale(plan: Plan, step: Step): Boolean =
    (step.operator == "Mul" || step.operator == "Div") &&
      step.in.exists { slot =>
        slot != Slots.None && plan.constants(slot) != null && plan.constants(slot).size == 1
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

  private def chooses(kind: Kind): Boolean = !Kind.floating.has(kind)
}
