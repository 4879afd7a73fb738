package io.handover.zoo.faults

import io.handover.zoo.ReturnRisk

/** Keeps ids as float, where 2^24 + 1 is 2^24. */
final class NarrowsIdsToFloat extends ReturnRisk {
  override protected def isId(found: Long, known: Long): Boolean = found.toFloat == known.toFloat
}
