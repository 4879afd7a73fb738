package io.handover.zoo.faults

import java.text.Collator
import java.util.Locale

import io.handover.zoo.ReturnRisk

/** Compares texts with a collator, which sees no control characters. */
final class ComparesWithACollator extends ReturnRisk {
  override protected def isText(found: String, known: String): Boolean =
    Collator.getInstance(Locale.ROOT).equals(found, known)
}
