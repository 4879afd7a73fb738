package io.handover.onnxfile

import io.handover.Fault

/** A model file ready to run on tensors, without a contract. */
trait TensorModel extends AutoCloseable {

  /** How many inputs it takes. */
  def inputs: Int

  /** How near each output is promised to be to ONNX Runtime's; empty without a promise. */
  def classes: Vector[String] = Vector.empty

  /** The outputs for these inputs, both in the order of the graph. */
  def run(inputs: Vector[TensorValue]): Either[Fault, Vector[TensorValue]]
}
