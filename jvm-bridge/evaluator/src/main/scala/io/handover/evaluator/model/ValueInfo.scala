package io.handover.evaluator.model

/** What a graph declares about an input or an output.
  *
  * @param elementType
  *   `TensorProto.DataType`, its UNDEFINED (0) when it is no tensor or not said
  * @param rank
  *   how many axes it has, [[ValueInfo.Unsaid]] without a shape
  */
private[evaluator] final class ValueInfo(
    val name: String,
    val elementType: Long,
    val rank: Int
)

private[evaluator] object ValueInfo {

  /** `TensorProto.UNDEFINED`. */
  final val Untyped = 0L

  /** The rank of a value without a shape. */
  final val Unsaid = -1
}
