package io.handover.zoo.faults

import java.util.Locale

import io.handover.zoo.ReturnRisk

/** Looks texts up in lower case, on both sides. */
final class LowerCasesText extends ReturnRisk {
  override protected def isText(found: String, known: String): Boolean =
    super.isText(found.toLowerCase(Locale.ROOT), known.toLowerCase(Locale.ROOT))
}
