package io.handover.conformance

import io.handover.ColumnData
import io.handover.onnxfile.TensorValue
import io.handover.values.Ulps

/** Compares an answer with the expected tensor: type, shape, and elements by the tolerance of
  * ONNX's own runner (`|a - b| <= 1e-7 + 1e-3 |b|`, NaN equals NaN; texts and integers exactly).
  */
private[conformance] object TensorComparison {

  private val Absolute = 1e-7
  private val Relative = 1e-3

  /** What differs, if anything, and how far the answer is from the expected tensor. */
  def of(expected: TensorValue, found: TensorValue): (Option[String], Distance) =
    if (expected.data.elementType != found.data.elementType || !expected.sameShape(found))
      (Some(s"expected=$expected found=$found"), Distance(1L, 1L, 0L))
    else {
      val size = expected.data.size
      var wrong = Option.empty[String]
      var different = 0L
      var most = 0L
      var i = 0
      while (i < size) {
        val (a, b) = (found.data.scalar(i), expected.data.scalar(i))
        if (a != b) {
          different += 1
          val ulps = Ulps.between(a, b)
          ulps.foreach(distance => most = most.max(distance.min(Long.MaxValue).toLong))
          if (wrong.isEmpty && !near(found.data, expected.data, i))
            wrong = Some(s"element=$i expected=$b found=$a")
        }
        i += 1
      }
      (wrong, Distance(size.toLong, different, most))
    }

  private def near(found: ColumnData, expected: ColumnData, i: Int): Boolean =
    (found, expected) match {
      case (a: ColumnData.F32, b: ColumnData.F32) =>
        near(a.values(i).toDouble, b.values(i).toDouble)
      case (a: ColumnData.F64, b: ColumnData.F64) => near(a.values(i), b.values(i))
      case _                                      => false
    }

  private def near(a: Double, b: Double): Boolean =
    a == b || a.isNaN && b.isNaN || (a - b).abs <= Absolute + Relative * b.abs
}
