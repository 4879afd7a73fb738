package io.handover.evaluator.model

/** What a graph declares about an input or an output.
  *
  * @param elementType
  *   `TensorProto.DataType`, none when it is no tensor or not said
  * @param shape
  *   the axes; an axis without a fixed length is none
  */
private[evaluator] final case class ValueInfo(
    name: String,
    elementType: Option[Long],
    shape: Option[Vector[Option[Long]]]
)
