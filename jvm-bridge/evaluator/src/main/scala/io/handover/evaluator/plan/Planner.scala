package io.handover.evaluator.plan

import io.handover.Fault
import io.handover.evaluator.model.{Attribute, Graph, Node}
import io.handover.evaluator.tensor.{Kind, Refusal, Tensor}
import java.util.{ArrayList, HashMap, HashSet}

/** Turns graphs into plans: every name becomes a place, every node a step, constants fold.
  *
  * Loops and Java's collections: this runs once for a model, before anything is compiled, and each
  * class of Scala's collections that it would need costs a start more than all it does with them.
  *
  * @param operators
  *   the operator of a node, by domain and name
  * @param opsets
  *   the versions that the model imports
  */
private[evaluator] final class Planner(operators: Catalogue, opsets: HashMap[String, Long]) {

  /** The plan of `graph`.
    *
    * @param inputs
    *   the kinds of its inputs, in order
    * @throws Refusals
    *   with every fault of the graph
    */
  def plan(graph: Graph, inputs: Array[Kind]): Plan =
    new Building(graph, inputs, new Array[String](0), new Array[Kind](0)).result()

  /** @param outside
    *   names that the graph may take from outside; they become further inputs
    * @param outsideKinds
    *   their kinds
    */
  private final class Building(
      graph: Graph,
      inputs: Array[Kind],
      outside: Array[String],
      outsideKinds: Array[Kind]
  ) {
    private val kinds = new ArrayList[Kind]
    private val names = new ArrayList[String]
    private val byName = new HashMap[String, Integer]
    private val constants = new ArrayList[Tensor]
    private val steps = new ArrayList[Step]
    private val called = new ArrayList[String]
    private val faults = new ArrayList[Fault]
    private val joins = new Joins
    // Values whose maker was refused: using them is no fault of its own.
    private val lost = new HashSet[String]

    def result(): Plan = {
      var fed = new Array[Int](0)
      try fed = placesOfInputs()
      catch { case refusal: Refusal => refused(refusal.at("graph inputs")) }
      var i = 0
      while (i < graph.initializers.length) {
        val next = graph.initializers(i)
        try constants.set(define(next.name, next.tensor.kind), next.tensor): Unit
        catch { case refusal: Refusal => refused(refusal.at(s"initializer=${next.name}")) }
        i += 1
      }
      i = 0
      while (i < graph.nodes.length) {
        addOrLose(graph.nodes(i))
        i += 1
      }
      var made = new Array[Int](0)
      try made = placesOfOutputs()
      catch {
        case Planner.Consequence => ()
        case refusal: Refusal    => refused(refusal.at("graph outputs"))
      }
      if (!faults.isEmpty) throw Refusals.of(faults.toArray(new Array[Fault](0)))
      val all = steps.toArray(new Array[Step](0))
      new Plan(
        kinds.toArray(new Array[Kind](0)),
        Names.of(names),
        constants.toArray(new Array[Tensor](0)),
        fed,
        made,
        all,
        wanted(all, made),
        Names.of(called)
      )
    }

    private def placesOfInputs(): Array[Int] = {
      val own = graph.fedInputs
      if (own.length != inputs.length)
        throw Refusal(
          "HE301",
          "a graph has another number of inputs than it is given",
          Some(s"inputs=${inputs.length}"),
          Some(s"inputs=${own.length}")
        )
      val places = new Array[Int](own.length + outside.length)
      var i = 0
      while (i < own.length) {
        places(i) = define(own(i).name, inputs(i))
        joins.input(places(i), own(i))
        i += 1
      }
      while (i < places.length) {
        places(i) = define(outside(i - own.length), outsideKinds(i - own.length))
        i += 1
      }
      places
    }

    private def placesOfOutputs(): Array[Int] = {
      if (graph.outputs.length == 0) throw Refusal("HE303", "the graph has no outputs")
      val places = new Array[Int](graph.outputs.length)
      var i = 0
      while (i < places.length) {
        if (graph.outputs(i).name.isEmpty)
          throw Refusal("HE303", "an output of the graph has no name")
        i += 1
      }
      i = 0
      while (i < places.length) {
        places(i) = place(graph.outputs(i).name)
        i += 1
      }
      places
    }

    private def addOrLose(node: Node): Unit =
      try add(node)
      catch {
        case Planner.Consequence => lose(node)
        case refusals: Refusals  =>
          refusals.faults.foreach(faults.add(_): Unit)
          lose(node)
        case refusal: Refusal =>
          refused(refusal.at(node.label))
          lose(node)
      }

    private def lose(node: Node): Unit = node.outputs.foreach(name => lost.add(name): Unit)

    private def refused(refusal: Refusal): Unit = { val _ = faults.add(refusal.fault) }

    private def add(node: Node): Unit = {
      val version = Versions.of(node, opsets)
      val operator = operators.find(node.domain, node.operator)
      if (operator == null) throw Refusal("HE201", s"operator ${node.qualified} is not run")
      Versions.check(operator, version)
      val captured = captures(node)
      val in = new Array[Int](node.inputs.length + captured.length)
      val inKinds = new Array[Kind](in.length)
      val known = new Array[Tensor](in.length)
      var folds = true
      var i = 0
      while (i < in.length) {
        in(i) = place(
          if (i < node.inputs.length) node.inputs(i) else captured(i - node.inputs.length)
        )
        if (in(i) != Slots.None) {
          inKinds(i) = kinds.get(in(i))
          known(i) = constants.get(in(i))
          folds &= known(i) != null
        }
        i += 1
      }
      val scope =
        new NodeScope(node, version, inKinds, known, (body, fed) => within(body, fed, captured))
      val compiled = operator.compile(scope)
      val unread = scope.unread
      if (unread != null)
        throw Refusal("HE203", s"attribute $unread is not known to ${node.qualified}")
      if (compiled.kinds.length < node.outputs.length)
        throw Refusal("HE401", s"${node.qualified} has fewer outputs than the node")
      val out = new Array[Int](compiled.kinds.length)
      i = 0
      while (i < out.length) {
        out(i) = define(if (i < node.outputs.length) node.outputs(i) else "", compiled.kinds(i))
        i += 1
      }
      joins.node(node, in, out(0), compiled.kinds(0), if (in.length > 1) known(1) else null)
      if (folds) fold(compiled, known, out)
      else {
        val read = if (operator.joins && in.length == 1) joins.partsOf(in(0)) else in
        val own = compiled.exactness
        val exactness = if (own == null) operator.exactness else own
        called.add(node.called): Unit
        steps.add(
          new Step(steps.size, operator.qualified, exactness, read, out, compiled.kernel)
        ): Unit
      }
    }

    // The names that bodies of the node take from here.
    private def captures(node: Node): Array[String] = {
      val found = new ArrayList[String]
      var i = 0
      while (i < node.attributes.length) {
        node.attributes(i) match {
          case held: Attribute.OfGraph =>
            Captures.of(held.value).foreach { name =>
              if (byName.containsKey(name) && !found.contains(name)) found.add(name): Unit
            }
          case _ => ()
        }
        i += 1
      }
      found.toArray(new Array[String](0))
    }

    private def within(body: Graph, fed: Array[Kind], captured: Array[String]): Plan =
      new Building(body, fed, captured, captured.map(name => kinds.get(byName.get(name)))).result()

    // Not the Concats whose parts all readers take; from the last step back, so that a Concat of
    // Concats goes with the last reader of both.
    private def wanted(all: Array[Step], outputs: Array[Int]): Array[Step] = {
      val read = new Array[Boolean](kinds.size)
      mark(outputs, read)
      val needed = new Array[Boolean](all.length)
      var count = 0
      var i = all.length - 1
      while (i >= 0) {
        if (all(i).operator != "Concat" || read(all(i).out(0))) {
          mark(all(i).in, read)
          needed(i) = true
          count += 1
        }
        i -= 1
      }
      val kept = new Array[Step](count)
      i = all.length - 1
      while (i >= 0) {
        if (needed(i)) {
          count -= 1
          kept(count) = all(i)
        }
        i -= 1
      }
      kept
    }

    private def mark(places: Array[Int], read: Array[Boolean]): Unit = {
      var i = 0
      while (i < places.length) {
        if (places(i) != Slots.None) read(places(i)) = true
        i += 1
      }
    }

    private def fold(compiled: Compiled, known: Array[Tensor], out: Array[Int]): Unit = {
      val from = new Array[Tensor](known.length)
      var i = 0
      while (i < from.length) {
        from(i) = if (known(i) == null) Slots.Absent else known(i)
        i += 1
      }
      val to = new Array[Tensor](out.length)
      i = 0
      while (i < to.length) {
        to(i) = new Tensor(compiled.kinds(i))
        i += 1
      }
      compiled.kernel().run(from, to)
      i = 0
      while (i < to.length) {
        constants.set(out(i), to(i).copied): Unit
        i += 1
      }
    }

    private def define(name: String, kind: Kind): Int = {
      if (!name.isEmpty && byName.containsKey(name))
        throw Refusal("HE302", s"the value $name is made twice")
      val slot = kinds.size
      kinds.add(kind): Unit
      names.add(name): Unit
      constants.add(null): Unit
      if (!name.isEmpty) byName.put(name, Integer.valueOf(slot)): Unit
      slot
    }

    private def place(name: String): Int =
      if (name.isEmpty) Slots.None
      else {
        val found = byName.get(name)
        if (found != null) found.intValue
        else if (lost.contains(name)) throw Planner.Consequence
        else
          throw Refusal(
            "HE301",
            s"the value $name is used before anything makes it",
            next = Some("Export the model again: nodes must stand in the order they run.")
          )
      }
  }
}

private[evaluator] object Planner {

  // Follows from a fault that is told already.
  private object Consequence extends RuntimeException with scala.util.control.NoStackTrace
}
