package io.handover.evaluator

import io.handover.Fault
import io.handover.evaluator.model.{Graph, ModelReader, ValueInfo}
import io.handover.evaluator.plan.{Frame, Plan, Planner, Refusals}
import io.handover.evaluator.tensor.{Kind, Refusal}

/** A model file, planned: what its inputs and outputs are called, and workspaces to run it in.
  *
  * Immutable after load; each thread has a workspace of its own, so threads never wait.
  */
private[evaluator] final class LoadedModel private (
    val plan: Plan,
    val inputs: Vector[ValueInfo],
    val outputs: Vector[ValueInfo]
) {

  private val frames: ThreadLocal[Frame] = ThreadLocal.withInitial(() => plan.frame())

  /** The workspace of this thread. */
  def frame(): Frame = frames.get()

  /** The kind of input `index`. */
  def inputKind(index: Int): Kind = plan.kinds(plan.inputs(index))

  /** The place of the input called `name` among the inputs. */
  def input(name: String): Option[Int] = Some(inputs.indexWhere(_.name == name)).filter(_ >= 0)

  /** The place of the output called `name` among the outputs. */
  def output(name: String): Option[Int] = Some(outputs.indexWhere(_.name == name)).filter(_ >= 0)
}

private[evaluator] object LoadedModel {

  /** The model in `bytes`, or everything that is wrong with it; no exception gets out. */
  def read(bytes: Array[Byte]): Either[Vector[Fault], LoadedModel] =
    ModelReader.read(bytes).left.map(Vector(_)).flatMap { file =>
      guarded {
        val graph = file.graph
        val fed = fedInputs(graph)
        val kinds = fed.map(kind)
        val plan = new Planner(Operators.find, file.opsets).plan(graph, kinds)
        checkOutputs(graph, plan)
        new LoadedModel(plan, fed, graph.outputs)
      }
    }

  // Until IR 4 every initializer is listed among the inputs too.
  private def fedInputs(graph: Graph): Vector[ValueInfo] = {
    val initial = graph.initializers.map(_._1).toSet
    graph.inputs.filterNot(input => initial(input.name))
  }

  private def kind(input: ValueInfo): Kind = {
    def refuse(found: String): Nothing = throw Refusal(
      "HE204",
      "an input has a type that is not run",
      found = Some(s"type=$found"),
      where = Some(s"input=${input.name}")
    )
    val code = input.elementType.getOrElse(refuse("no tensor"))
    Kind.of(code).getOrElse(refuse(Kind.describe(code)))
  }

  private def checkOutputs(graph: Graph, plan: Plan): Unit = {
    val names = graph.outputs.map(_.name)
    names.diff(names.distinct).headOption.foreach { name =>
      throw Refusal("HE302", s"the output $name is given twice")
    }
    graph.outputs.zip(plan.outputKinds).foreach { case (output, kind) =>
      output.elementType.filter(_ != kind.code.toLong).foreach { code =>
        throw Refusal(
          "HE402",
          "an output is not of the type that the graph declares",
          Some(s"type=${Kind.describe(code)}"),
          Some(s"type=$kind"),
          Some(s"output=${output.name}")
        )
      }
    }
  }

  private def guarded[A](body: => A): Either[Vector[Fault], A] =
    try Right(body)
    catch {
      case refusals: Refusals       => Left(refusals.faults)
      case refusal: Refusal         => Left(Vector(refusal.fault))
      case defect: RuntimeException => Left(Vector(Defect.of(defect)))
      case small: OutOfMemoryError  => Left(Vector(Defect.memory(small)))
    }
}
