package io.handover.onnxfile

/** What a walk over `model.onnx` found out.
  *
  * @param metadata
  *   `metadata_props`
  * @param external
  *   how many tensors point at another file
  * @param missing
  *   parts that every model has and this one has not
  */
private[handover] final case class ModelFacts(
    metadata: Map[String, String],
    external: Int,
    missing: Vector[String]
)
