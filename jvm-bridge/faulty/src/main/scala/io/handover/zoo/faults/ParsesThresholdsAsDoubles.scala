package io.handover.zoo.faults

import io.handover.zoo.ReturnRisk

/** Reads thresholds as doubles from the text that prints a float shortest. */
final class ParsesThresholdsAsDoubles extends ReturnRisk {
  override protected def isAtMost(value: Float, threshold: Float): Boolean =
    value.toDouble <= threshold.toString.toDouble
}
