package io.handover.zoo.faults

import io.handover.zoo.ReturnRisk

/** Casts numbers to whole ones. */
final class CutsFractions extends ReturnRisk {
  override protected def number(column: String, value: Float): Float = value.toInt.toFloat
}
