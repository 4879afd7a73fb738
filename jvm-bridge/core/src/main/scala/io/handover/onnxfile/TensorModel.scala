package io.handover.onnxfile

import io.handover.Fault

/** A model file ready to run on tensors, without a contract. */
trait TensorModel extends AutoCloseable {

  /** How many inputs it takes. */
  def inputs: Int

  /** The outputs for these inputs, both in the order of the graph. */
  def run(inputs: Vector[TensorValue]): Either[Fault, Vector[TensorValue]]
}
