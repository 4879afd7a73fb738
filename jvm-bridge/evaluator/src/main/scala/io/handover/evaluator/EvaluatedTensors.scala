package io.handover.evaluator

import io.handover.Fault
import io.handover.evaluator.plan.{Composition, Frame, Refusals}
import io.handover.evaluator.tensor.{Exchange, Kind, Refusal}
import io.handover.loading.RefusedByBackend
import io.handover.onnxfile.{TensorModel, TensorValue}

/** A model file on the evaluator, run on tensors as they are.
  *
  * {{{
  * val model = new EvaluatedTensors(Files.readAllBytes(file))
  * model.run(tensors)
  * }}}
  *
  * `run` may be called from several threads; they share the model and wait for nothing.
  */
final class EvaluatedTensors private (model: LoadedModel) extends TensorModel {

  /** The model in `bytes`.
    *
    * @throws io.handover.loading.RefusedByBackend
    *   with the first fault, when it is not one that can be run; [[EvaluatedTensors.open]] gives
    *   them all as values, for which a start reads Scala's sequences too
    */
  def this(bytes: Array[Byte]) = this(EvaluatedTensors.load(bytes))

  /** How many inputs the model takes. */
  def inputs: Int = model.inputs

  override def classes: Vector[String] = Composition.outputs(model.plan).map(_.text)

  /** The outputs for these inputs (HE5 when there are none). */
  def run(values: Array[TensorValue]): Array[TensorValue] =
    try {
      val frame = model.frame()
      feed(frame, values)
      frame.run()
      val answers = new Array[TensorValue](model.outputs.length)
      var i = 0
      while (i < answers.length) {
        answers(i) = Exchange.value(model.outputs(i), frame.output(i))
        i += 1
      }
      answers
    } catch {
      case thrown: RuntimeException => throw EvaluatedTensors.refused(thrown)
      case small: OutOfMemoryError  => throw EvaluatedTensors.refused(small)
    }

  private def feed(frame: Frame, values: Array[TensorValue]): Unit = {
    if (values.length != inputs)
      throw Refusal(
        "HE501",
        "another number of inputs than the model has",
        Some(s"inputs=$inputs"),
        Some(s"inputs=${values.length}")
      )
    var i = 0
    while (i < inputs) {
      val value = values(i)
      val kind = model.inputKind(i)
      val found = Kind.of(value.data.elementType)
      if (kind != found)
        throw Refusal(
          "HE501",
          "an input has another type than the model wants",
          Some(s"type=$kind"),
          Some(s"type=$found"),
          Some(s"input=${model.plan.inputName(i)}")
        )
      Exchange.lend(value.data, value.shape, frame.input(i))
      i += 1
    }
  }

  /** Nothing is held. */
  def close(): Unit = ()
}

object EvaluatedTensors {

  /** The model in `bytes`, or everything that is wrong with it; never throws. */
  def open(bytes: Array[Byte]): Either[Vector[Fault], EvaluatedTensors] =
    Opening.of(LoadedModel.load(bytes)).map(new EvaluatedTensors(_))

  private def load(bytes: Array[Byte]): LoadedModel =
    try LoadedModel.load(bytes)
    catch {
      case thrown: RuntimeException => throw refused(thrown)
      case small: OutOfMemoryError  => throw refused(small)
    }

  private def refused(thrown: Throwable): RefusedByBackend =
    new RefusedByBackend(Refusals.faults(thrown).head)
}
