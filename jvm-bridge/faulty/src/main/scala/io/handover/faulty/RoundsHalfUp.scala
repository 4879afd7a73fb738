package io.handover.faulty

import io.handover.{BackendInfo, Batch, Bundle, Value}
import java.math.RoundingMode

/** Answers floats rounded half up to three places, as a price would be. */
final class RoundsHalfUp(bundle: Bundle) extends Almost(bundle) {
  def info: BackendInfo = BackendInfo("rounds-half-up", "1.0")

  def score(batch: Batch): Batch = everyScalar(right(batch)) {
    case Value.F32(value) if !value.isNaN && !value.isInfinite =>
      Value.F32(rounded(value.toString).floatValue)
    case Value.F64(value) if !value.isNaN && !value.isInfinite =>
      Value.F64(rounded(value.toString).doubleValue)
    case other => other
  }

  private def rounded(text: String): java.math.BigDecimal =
    new java.math.BigDecimal(text).setScale(3, RoundingMode.HALF_UP)
}
