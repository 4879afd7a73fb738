package io.handover.evaluator

import io.handover.evaluator.model.{Graph, ModelFile, ModelReader, ValueInfo}
import io.handover.evaluator.plan.{Frame, Plan, Planner}
import io.handover.evaluator.tensor.{Kind, Refusal}
import java.util.HashSet

/** A model file, planned: what its inputs and outputs are called, and workspaces to run it in.
  *
  * Immutable after load; each thread has a workspace of its own, so threads never wait.
  */
private[evaluator] final class LoadedModel private (val plan: Plan) {

  private val frames: ThreadLocal[Frame] = new ThreadLocal[Frame] {
    override def initialValue(): Frame = plan.frame()
  }

  /** The workspace of this thread. */
  def frame(): Frame = frames.get()

  /** The kind of input `index`. */
  def inputKind(index: Int): Kind = plan.kinds(plan.inputs(index))

  /** How many inputs there are. */
  def inputs: Int = plan.inputs.length

  /** What the outputs are called: answers carry it. */
  val outputs: Array[String] = outputNames()

  /** The place of the output called `name` among the outputs. */
  def output(name: String): Option[Int] = Some(outputs.indexOf(name)).filter(_ >= 0)

  private def outputNames(): Array[String] = {
    val names = new Array[String](plan.outputs.length)
    var i = 0
    while (i < names.length) {
      names(i) = plan.names(plan.outputs(i))
      i += 1
    }
    names
  }
}

private[evaluator] object LoadedModel {

  /** The model in `bytes`; throws what [[Refusals.faults]] tells the faults of. */
  def load(bytes: Array[Byte]): LoadedModel = planned(ModelReader.read(bytes))

  private def planned(file: ModelFile): LoadedModel = {
    val graph = file.graph
    val fed = graph.fedInputs
    val kinds = new Array[Kind](fed.length)
    var i = 0
    while (i < fed.length) {
      kinds(i) = kind(fed(i))
      i += 1
    }
    val plan = new Planner(Operators, file.opsets).plan(graph, kinds)
    checkOutputs(graph, plan)
    new LoadedModel(plan)
  }

  private def kind(input: ValueInfo): Kind = {
    def refuse(found: String): Nothing = throw Refusal(
      "HE204",
      "an input has a type that is not run",
      found = Some(s"type=$found"),
      where = Some(s"input=${input.name}")
    )
    val code = input.elementType
    if (code == ValueInfo.Untyped) refuse("no tensor")
    val kind = Kind.of(code)
    if (kind == null) refuse(Kind.describe(code))
    kind
  }

  private def checkOutputs(graph: Graph, plan: Plan): Unit = {
    val names = new HashSet[String]
    var i = 0
    while (i < graph.outputs.length) {
      val output = graph.outputs(i)
      if (!names.add(output.name))
        throw Refusal("HE302", s"the output ${output.name} is given twice")
      val kind = plan.kinds(plan.outputs(i))
      val code = output.elementType
      if (code != ValueInfo.Untyped && code != kind.code.toLong)
        throw Refusal(
          "HE402",
          "an output is not of the type that the graph declares",
          Some(s"type=${Kind.describe(code)}"),
          Some(s"type=$kind"),
          Some(s"output=${output.name}")
        )
      i += 1
    }
  }
}
