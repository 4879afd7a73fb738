package io.handover.evaluator

import io.handover.Fault
import io.handover.evaluator.plan.Composition
import io.handover.evaluator.tensor.{Exchange, Kind, Refusal}
import io.handover.onnxfile.{TensorModel, TensorValue}

/** A model file on the evaluator, run on tensors as they are. */
final class EvaluatedTensors private (model: LoadedModel) extends TensorModel {

  /** How many inputs the model takes. */
  def inputs: Int = model.inputs.length

  override lazy val classes: Vector[String] = Composition.outputs(model.plan).map(_.text)

  /** The outputs for these inputs, or why there are none (HE5). */
  def run(values: Vector[TensorValue]): Either[Fault, Vector[TensorValue]] =
    try {
      val frame = model.frame()
      if (values.length != inputs)
        throw Refusal(
          "HE501",
          "another number of inputs than the model has",
          Some(s"inputs=$inputs"),
          Some(s"inputs=${values.length}")
        )
      values.zipWithIndex.foreach { case (value, index) =>
        val kind = model.inputKind(index)
        val found = Kind.of(value.data.elementType)
        if (kind != found)
          throw Refusal(
            "HE501",
            "an input has another type than the model wants",
            Some(s"type=$kind"),
            Some(s"type=$found"),
            Some(s"input=${model.inputs(index).name}")
          )
        Exchange.lend(value.data, value.shape.toArray, frame.input(index))
      }
      frame.run()
      Right(model.outputs.zipWithIndex.map { case (output, index) =>
        Exchange.value(output.name, frame.output(index))
      })
    } catch {
      case refusal: Refusal         => Left(refusal.fault)
      case defect: RuntimeException => Left(Defect.of(defect))
      case small: OutOfMemoryError  => Left(Defect.memory(small))
    }

  /** Nothing is held. */
  def close(): Unit = ()
}

object EvaluatedTensors {

  /** The model in `bytes`, or everything that is wrong with it; never throws. */
  def open(bytes: Array[Byte]): Either[Vector[Fault], EvaluatedTensors] =
    LoadedModel.read(bytes).map(new EvaluatedTensors(_))
}
