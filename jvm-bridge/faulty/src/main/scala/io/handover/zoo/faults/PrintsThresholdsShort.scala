package io.handover.zoo.faults

import java.math.{BigDecimal, MathContext}

import io.handover.zoo.ReturnRisk

/** Keeps thresholds to five significant digits, as a log or a spreadsheet prints them. */
final class PrintsThresholdsShort extends ReturnRisk {
  override protected def isAtMost(value: Float, threshold: Float): Boolean =
    value <= new BigDecimal(threshold.toString).round(new MathContext(5)).floatValue
}
