package com.trasos.faulty

import com.trasos.ConversionFeatures

/** Hands the tracker's milliseconds on as the seconds that the model wants. */
final class DwellsInMilliseconds extends ConversionFeatures {
  override protected def seconds(fromMs: Long, toMs: Long): Float = (toMs - fromMs).toFloat
}
