package io.handover.zoo.faults

import io.handover.zoo.ReturnRisk

/** Strips space round texts before it looks them up. */
final class TrimsText extends ReturnRisk {
  override protected def isText(found: String, known: String): Boolean =
    super.isText(found.strip, known)
}
