package io.handover.evaluator

import io.handover.Fault
import io.handover.evaluator.plan.{Composition, Frame}
import io.handover.evaluator.tensor.{Exchange, Kind, Refusal}
import io.handover.onnxfile.{TensorModel, TensorValue}
import scala.collection.immutable.VectorBuilder
import scala.util.{Left, Right}

/** A model file on the evaluator, run on tensors as they are. */
final class EvaluatedTensors private (model: LoadedModel) extends TensorModel {

  /** How many inputs the model takes. */
  def inputs: Int = model.inputs.length

  override lazy val classes: Vector[String] = Composition.outputs(model.plan).map(_.text)

  /** The outputs for these inputs, or why there are none (HE5). */
  def run(values: Vector[TensorValue]): Either[Fault, Vector[TensorValue]] =
    try {
      val frame = model.frame()
      feed(frame, values)
      frame.run()
      val answers = new VectorBuilder[TensorValue]
      var i = 0
      while (i < model.outputs.length) {
        answers.addOne(Exchange.value(model.outputs(i).name, frame.output(i))): Unit
        i += 1
      }
      new Right(answers.result())
    } catch {
      case refusal: Refusal         => new Left(refusal.fault)
      case defect: RuntimeException => new Left(Defect.of(defect))
      case small: OutOfMemoryError  => new Left(Defect.memory(small))
    }

  private def feed(frame: Frame, values: Vector[TensorValue]): Unit = {
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
          Some(s"input=${model.inputs(i).name}")
        )
      Exchange.lend(value.data, Exchange.dims(value), frame.input(i))
      i += 1
    }
  }

  /** Nothing is held. */
  def close(): Unit = ()
}

object EvaluatedTensors {

  /** The model in `bytes`, or everything that is wrong with it; never throws. */
  def open(bytes: Array[Byte]): Either[Vector[Fault], EvaluatedTensors] =
    LoadedModel.read(bytes) match {
      case Left(faults) => new Left(faults)
      case Right(model) => new Right(new EvaluatedTensors(model))
    }
}
