package com.trasos.faulty

import com.trasos.ConversionFeatures

/** Counts a visit that begins at the same moment: the window includes its end. */
final class CountsTheWindowsEnd extends ConversionFeatures {
  override protected def inWindow(atMs: Long, startMs: Long): Boolean =
    super.inWindow(atMs, startMs) || atMs == startMs
}
