package io.handover.zoo.faults

import io.handover.zoo.ReturnRisk

/** Compares floats as integers, which is faster, and wrong below zero. */
final class ComparesBitPatterns extends ReturnRisk {
  override protected def isAtMost(value: Float, threshold: Float): Boolean =
    java.lang.Float.floatToRawIntBits(value) <= java.lang.Float.floatToRawIntBits(threshold)
}
