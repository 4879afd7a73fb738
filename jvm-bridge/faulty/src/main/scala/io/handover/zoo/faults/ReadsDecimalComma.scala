package io.handover.zoo.faults

import java.text.NumberFormat
import java.util.Locale

import io.handover.zoo.ReturnRisk

/** Parses numbers by German rules, where a point groups thousands. */
final class ReadsDecimalComma extends ReturnRisk {
  override protected def number(column: String, value: Float): Float =
    NumberFormat.getInstance(Locale.GERMANY).parse(value.toString).floatValue
}
