package io.handover.faulty

import io.handover.{BackendInfo, Batch, Bundle, Value}

/** Answers NaN for every float. */
final class AnswersNotANumber(bundle: Bundle) extends Almost(bundle) {
  def info: BackendInfo = BackendInfo("answers-not-a-number", "1.0")

  def score(batch: Batch): Batch = everyScalar(right(batch)) {
    case Value.F32(_) => Value.F32(Float.NaN)
    case Value.F64(_) => Value.F64(Double.NaN)
    case other        => other
  }
}
