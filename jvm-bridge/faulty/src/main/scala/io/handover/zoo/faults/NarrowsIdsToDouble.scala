package io.handover.zoo.faults

import io.handover.zoo.ReturnRisk

/** Keeps ids as double, as JavaScript and many JSON libraries do; 2^53 + 1 is 2^53. */
final class NarrowsIdsToDouble extends ReturnRisk {
  override protected def isId(found: Long, known: Long): Boolean = found.toDouble == known.toDouble
}
