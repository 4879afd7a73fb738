package io.handover.faulty

import io.handover.{BackendInfo, Batch, Bundle, Value}

/** Answers floats that are one ulp too large. */
final class OffByOneUlp(bundle: Bundle) extends Almost(bundle) {
  def info: BackendInfo = BackendInfo("off-by-one-ulp", "1.0")

  def score(batch: Batch): Batch = everyScalar(right(batch)) {
    case Value.F32(value) => Value.F32(Math.nextUp(value))
    case Value.F64(value) => Value.F64(Math.nextUp(value))
    case other            => other
  }
}
