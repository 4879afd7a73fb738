package io.handover.zoo.faults

import io.handover.zoo.ReturnRisk

/** Compares texts by equalsIgnoreCase, to which dotless i and dotted I are i. */
final class IgnoresCase extends ReturnRisk {
  override protected def isText(found: String, known: String): Boolean =
    found.equalsIgnoreCase(known)
}
