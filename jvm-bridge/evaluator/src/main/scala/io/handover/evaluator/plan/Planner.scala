package io.handover.evaluator.plan

import io.handover.Fault
import io.handover.evaluator.model.{Attribute, Graph, Node}
import io.handover.evaluator.tensor.{Kind, Refusal, Tensor}
import scala.collection.mutable
import scala.collection.mutable.ArrayBuffer

/** Turns graphs into plans: every name becomes a place, every node a step, constants fold.
  *
  * @param operators
  *   the operator of a node, by domain and name
  * @param opsets
  *   the versions that the model imports
  */
private[evaluator] final class Planner(
    operators: (String, String) => Option[Operator],
    opsets: Map[String, Long]
) {

  /** The plan of `graph`.
    *
    * @param inputs
    *   the kinds of its inputs, in order
    * @param outside
    *   names it may take from outside, with their kinds; they become further inputs
    * @throws Refusals
    *   with every fault of the graph
    */
  def plan(
      graph: Graph,
      inputs: Vector[Kind],
      outside: Vector[(String, Kind)] = Vector.empty
  ): Plan =
    new Building(graph, inputs, outside).result()

  private final class Building(
      graph: Graph,
      inputs: Vector[Kind],
      outside: Vector[(String, Kind)]
  ) {
    private val kinds = new ArrayBuffer[Kind]
    private val names = new ArrayBuffer[String]
    private val byName = mutable.HashMap.empty[String, Int]
    private val constants = mutable.HashMap.empty[Int, Tensor]
    private val steps = new ArrayBuffer[Step]
    private val faults = new ArrayBuffer[Fault]
    private val joins = new Joins
    // Values whose maker was refused: using them is no fault of its own.
    private val lost = mutable.Set.empty[String]

    def result(): Plan = {
      val initial = graph.initializers.map(_._1).toSet
      // Until IR 4 every initializer is listed among the inputs too; it is a constant all the same.
      val fed = graph.inputs.map(_.name).filterNot(initial)
      val places = guard("graph inputs") {
        if (fed.length != inputs.length)
          throw Refusal(
            "HE301",
            "a graph has another number of inputs than it is given",
            Some(s"inputs=${inputs.length}"),
            Some(s"inputs=${fed.length}")
          )
        val own = graph.inputs.filterNot(input => initial(input.name)).zip(inputs).map {
          case (input, kind) =>
            val slot = define(input.name, kind)
            joins.input(slot, input)
            slot
        }
        own ++ outside.map { case (name, kind) => define(name, kind) }
      }.getOrElse(Vector.empty)
      graph.initializers.foreach { case (name, tensor) =>
        guard(s"initializer=$name")(constants.update(define(name, tensor.kind), tensor))
      }
      graph.nodes.foreach(node =>
        if (guard(node.label)(add(node)).isEmpty) lost ++= node.outputs
      )
      val outputs = guard("graph outputs") {
        if (graph.outputs.isEmpty) throw Refusal("HE303", "the graph has no outputs")
        if (graph.outputs.exists(_.name.isEmpty))
          throw Refusal("HE303", "an output of the graph has no name")
        graph.outputs.map(output => place(output.name))
      }.getOrElse(Vector.empty)
      if (faults.nonEmpty) throw new Refusals(faults.toVector)
      new Plan(
        kinds.toArray,
        names.toArray,
        constants.toMap,
        places.toArray,
        outputs.toArray,
        steps.toArray,
        asides(outputs)
      )
    }

    private def add(node: Node): Unit = {
      val version = Versions.of(node, opsets)
      val operator = operators(node.domain, node.operator).getOrElse {
        throw Refusal("HE201", s"operator ${node.qualified} is not run")
      }
      Versions.check(operator, version)
      val captured = node.attributes.flatMap {
        case Attribute.OfGraph(_, body) => Captures.of(body).filter(byName.contains)
        case _                          => Vector.empty
      }.distinct
      val in = node.inputs.map(place) ++ captured.map(byName)
      val scope = new NodeScope(
        node,
        version,
        in.map(slot => if (slot == Slots.None) None else Some(kinds(slot))),
        in.map(constants.get),
        (body, fed) => plan(body, fed, captured.map(name => name -> kinds(byName(name))))
      )
      val compiled = operator.compile(scope)
      scope.unread.headOption.foreach { name =>
        throw Refusal("HE203", s"attribute $name is not known to ${node.qualified}")
      }
      if (compiled.kinds.length < node.outputs.length)
        throw Refusal("HE401", s"${node.qualified} has fewer outputs than the node")
      val out = compiled.kinds.zipWithIndex.map { case (kind, index) =>
        define(node.outputs.lift(index).getOrElse(""), kind)
      }
      val folds = in.forall(slot => slot == Slots.None || constants.contains(slot))
      joins.node(node, in, out.head, compiled.kinds.head, constants.get)
      val read = if (operator.joins && in.length == 1) joins.partsOf(in.head) else in
      if (folds) fold(compiled, in, out)
      else
        steps += new Step(
          node.called,
          node.qualified,
          node.label,
          compiled.exactness.getOrElse(operator.exactness),
          read.toArray,
          out.toArray,
          compiled.kernel
        )
    }

    // From the last step back, so that a Concat of Concats goes with the last reader of both.
    private def asides(outputs: Vector[Int]): Set[Step] = {
      val wanted = mutable.Set.from(outputs)
      steps.reverse.filter { step =>
        val aside = step.operator == "Concat" && !step.out.exists(wanted)
        if (!aside) wanted ++= step.in
        aside
      }.toSet
    }

    private def fold(compiled: Compiled, in: Vector[Int], out: Vector[Int]): Unit = {
      val tensors = compiled.kinds.map(new Tensor(_))
      compiled.kernel().run(in.map(constants.getOrElse(_, Slots.Absent)).toArray, tensors.toArray)
      out.zip(tensors).foreach { case (slot, tensor) => constants.update(slot, tensor.copied) }
    }

    private def define(name: String, kind: Kind): Int = {
      if (name.nonEmpty && byName.contains(name))
        throw Refusal("HE302", s"the value $name is made twice")
      val slot = kinds.length
      kinds += kind
      names += name
      if (name.nonEmpty) byName.update(name, slot)
      slot
    }

    private def place(name: String): Int =
      if (name.isEmpty) Slots.None
      else
        byName.getOrElse(
          name,
          if (lost(name)) throw Planner.Consequence
          else
            throw Refusal(
              "HE301",
              s"the value $name is used before anything makes it",
              next = Some("Export the model again: nodes must stand in the order they run.")
            )
        )

    private def guard[A](where: => String)(body: => A): Option[A] =
      try Some(body)
      catch {
        case Planner.Consequence => None
        case refusals: Refusals  =>
          faults ++= refusals.faults
          None
        case refusal: Refusal =>
          faults += refusal.at(where).fault
          None
      }
  }
}

private[evaluator] object Planner {

  // Follows from a fault that is told already.
  private object Consequence extends RuntimeException with scala.util.control.NoStackTrace
}
