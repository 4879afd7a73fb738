package io.handover.zoo.faults

import io.handover.zoo.ReturnRisk

/** Keeps ids in 32 bits; what does not fit wraps round. */
final class NarrowsIdsToInt extends ReturnRisk {
  override protected def isId(found: Long, known: Long): Boolean = found.toInt == known.toInt
}
