package com.trasos.faulty

import com.trasos.ConversionPropensity

/** Sends a value that equals a threshold to the right. */
final class LessForLessOrEqual extends ConversionPropensity {
  override protected def goesLeft(value: Float, threshold: Float): Boolean = value < threshold
}
