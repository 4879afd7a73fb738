package io.handover.faulty

import io.handover.{BackendInfo, Batch, Bundle, ElementType, Value}

/** Takes a missing number for 0. */
final class ReadsNullAsZero(bundle: Bundle) extends Almost(bundle) {
  def info: BackendInfo = BackendInfo("reads-null-as-zero", "1.0")

  def score(batch: Batch): Batch = right(Batch.of(batch.columns.map { column =>
    column.elementType match {
      case ElementType.F32 => changed(column)(zeroIfMissing(Value.F32(0f)))
      case ElementType.F64 => changed(column)(zeroIfMissing(Value.F64(0)))
      case _               => column
    }
  }))

  private def zeroIfMissing(zero: Value)(value: Value): Value = value match {
    case Value.Null                        => zero
    case Value.F32(number) if number.isNaN => zero
    case Value.F64(number) if number.isNaN => zero
    case present                           => present
  }
}
