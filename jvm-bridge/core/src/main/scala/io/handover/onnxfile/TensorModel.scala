package io.handover.onnxfile

/** A model file ready to run on tensors, without a contract. */
trait TensorModel extends AutoCloseable {

  /** How many inputs it takes. */
  def inputs: Int

  /** How near each output is promised to be to ONNX Runtime's; empty without a promise. */
  def classes: Vector[String] = Vector.empty

  /** The outputs for these inputs, both in the order of the graph.
    *
    * @throws io.handover.loading.RefusedByBackend
    *   when the model does not answer them
    */
  def run(inputs: Array[TensorValue]): Array[TensorValue]
}
