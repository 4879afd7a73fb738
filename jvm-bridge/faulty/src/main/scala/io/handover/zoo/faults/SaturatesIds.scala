package io.handover.zoo.faults

import io.handover.zoo.ReturnRisk

/** Cuts ids off at the largest int. */
final class SaturatesIds extends ReturnRisk {
  override protected def isId(found: Long, known: Long): Boolean =
    super.isId(found.min(Int.MaxValue.toLong), known)
}
