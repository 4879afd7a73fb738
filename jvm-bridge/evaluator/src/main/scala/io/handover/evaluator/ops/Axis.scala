package io.handover.evaluator.ops

import io.handover.evaluator.tensor.Refusal

/** Axes and indices as ONNX counts them: negative ones from the end. */
private[evaluator] object Axis {

  /** The axis from 0 on; HE403 when the tensor has no such axis. */
  def of(axis: Long, rank: Int): Int =
    if (axis < -rank || axis >= rank)
      throw Refusal(
        "HE403",
        "there is no such axis",
        Some(s"axis=${-rank} to ${rank - 1}"),
        Some(s"axis=$axis")
      )
    else (if (axis < 0) axis + rank else axis).toInt

  /** The index from 0 on along an axis; HE502 when the axis is shorter. */
  def element(index: Long, length: Int): Int =
    if (index < -length || index >= length)
      throw Refusal(
        "HE502",
        "an index is out of range",
        Some(s"index=${-length} to ${length - 1}"),
        Some(s"index=$index")
      )
    else (if (index < 0) index + length else index).toInt
}
