package io.handover.evaluator

import io.handover.contract.{InputColumn, OutputColumn}
import io.handover.evaluator.plan.{Composition, Frame}
import io.handover.evaluator.tensor.{Exchange, Kind, Refusal}
import io.handover.loading.RefusedByBackend
import io.handover.{Backend, BackendInfo, Batch, Bundle, Column, Fault, HandoverVersion}
import io.handover.{ModelContract, Owner}

/** The bundle's own `model.onnx` in pure Scala: nothing native, the same bits on every machine.
  *
  * {{{
  * val backend = new EvaluatorBackend(bundle)
  * backend.score(batch)
  * }}}
  *
  * `score` may be called from several threads; they share the model and wait for nothing.
  *
  * @throws io.handover.loading.RefusedByBackend
  *   with the first fault, when the model is not one that can be run; [[EvaluatorBackend.open]]
  *   gives them all as values
  */
final class EvaluatorBackend private (opened: Either[Vector[Fault], EvaluatorBackend.Bound])
    extends Backend {

  /** The bundle's model. */
  def this(bundle: Bundle) =
    this(EvaluatorBackend.prepare(bundle.modelBytes, bundle.contract))

  private val bound = opened.fold(faults => throw new RefusedByBackend(faults.head), identity)

  /** Name, and the version of handover. */
  def info: BackendInfo =
    BackendInfo(name = "scala", version = HandoverVersion.current, runsModelFile = true)

  /** The model's answers for the rows of `batch`. */
  def score(batch: Batch): Batch =
    try bound.score(batch)
    catch { case refusal: Refusal => throw new RefusedByBackend(refusal.fault) }

  /** A place to score one row at a time in, without making objects: one for each thread. */
  def rowScorer(): RowScorer = bound.rowScorer()

  /** What every node made of the rows of `batch`.
    *
    * @throws io.handover.loading.RefusedByBackend
    *   when the rows are not as the model wants them
    */
  def explain(batch: Batch): Explanation =
    try bound.explain(batch)
    catch { case refusal: Refusal => throw new RefusedByBackend(refusal.fault) }
}

object EvaluatorBackend {

  /** The backend for `bundle`, or everything that keeps its model from running here. */
  def open(bundle: Bundle): Either[Vector[Fault], EvaluatorBackend] =
    open(bundle.modelBytes, bundle.contract)

  /** The backend for a model file and the contract it serves. */
  def open(model: Array[Byte], contract: ModelContract): Either[Vector[Fault], EvaluatorBackend] =
    prepare(model, contract).map(bound => new EvaluatorBackend(Right(bound)))

  private def prepare(
      model: Array[Byte],
      contract: ModelContract
  ): Either[Vector[Fault], Bound] =
    Opening.of(LoadedModel.load(model)).flatMap(Bound.of(_, contract))

  /** A model whose inputs and outputs are columns of a contract. */
  private[evaluator] final class Bound(
      model: LoadedModel,
      contract: ModelContract,
      inputs: Array[InputColumn],
      places: Array[Int]
  ) {

    def score(batch: Batch): Batch = {
      val frame = model.frame()
      inputs.indices.foreach(i => feed(frame, i, batch))
      frame.run()
      Batch.of(contract.outputs.zipWithIndex.map { case (output, i) =>
        answer(frame, places(i), output, batch.rows)
      })
    }

    def rowScorer(): RowScorer =
      new RowScorer(model.plan.frame(), inputs, contract.outputs, places, contract.stringMissing)

    def explain(batch: Batch): Explanation = {
      // A workspace of its own: the values of every step are read after the run.
      val frame = model.plan.wholeFrame()
      inputs.indices.foreach(i => feed(frame, i, batch))
      frame.run()
      val plan = model.plan
      Explanation(
        plan.inputs.toVector.map(slot => Exchange.value(plan.names(slot), frame.value(slot))),
        plan.steps.toVector.map { step =>
          val values = step.out.toVector.filter(plan.names(_).nonEmpty).map { slot =>
            Exchange.value(plan.names(slot), frame.value(slot))
          }
          ExplainedStep(plan.node(step), step.operator, step.exactness.text, values)
        },
        contract.outputs.zip(places.map(Composition.outputs(plan)(_).text)).map {
          case (output, text) => output.name -> text
        }
      )
    }

    private def feed(frame: Frame, index: Int, batch: Batch): Unit = {
      val column = batch.column(inputs(index).name)
      val kind = model.inputKind(index)
      if (Kind.of(column.elementType) != kind)
        throw Refusal(
          "HE501",
          "a column has another type than the model wants",
          Some(s"type=$kind"),
          Some(s"type=${column.elementType}"),
          Some(s"column=${column.name}")
        )
      val dims = Array(column.rows, column.width)
      Exchange.lend(column.filled(contract.stringMissing), dims, frame.input(index))
    }

    private def answer(frame: Frame, place: Int, output: OutputColumn, rows: Int): Column = {
      val tensor = frame.output(place)
      val length = output.columnType.length
      Column.ofAnswer(output.name, Exchange.data(tensor), rows, length).getOrElse(
        throw Refusal(
          "HE403",
          "an output does not have one answer a row",
          Some(s"rows=$rows"),
          Some(tensor.toString),
          Some(s"output=${output.name}")
        )
      )
    }
  }

  private[evaluator] object Bound {

    /** The model bound to the contract, or what does not fit. */
    def of(model: LoadedModel, contract: ModelContract): Either[Vector[Fault], Bound] = {
      val columns = contract.inputs.map(column => column.name -> column).toMap
      val names = Vector.tabulate(model.inputs)(model.plan.inputName)
      val unfed = names.filterNot(columns.contains).map { name =>
        misfit("the model has an input that is no column of the contract", s"input=$name")
      }
      val places = contract.outputs.map(output => model.output(output.name))
      val missing = contract.outputs.zip(places).collect { case (output, None) =>
        misfit("the model lacks an output of the contract", s"output=${output.name}")
      }
      val faults = unfed ++ missing
      if (faults.nonEmpty) Left(faults)
      else
        Right(
          new Bound(
            model,
            contract,
            names.map(columns).toArray,
            places.flatten.toArray
          )
        )
    }

    private def misfit(message: String, where: String): Fault = Fault(
      code = "HE301",
      message = message,
      owner = Owner.DataScientist,
      where = Some(where),
      next = Some("Export the bundle again: its model was not made for its contract.")
    )
  }
}
