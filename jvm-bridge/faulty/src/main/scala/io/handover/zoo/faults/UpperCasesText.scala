package io.handover.zoo.faults

import java.util.Locale

import io.handover.zoo.ReturnRisk

/** Looks texts up in upper case, where a sharp s becomes SS. */
final class UpperCasesText extends ReturnRisk {
  override protected def isText(found: String, known: String): Boolean =
    super.isText(found.toUpperCase(Locale.ROOT), known.toUpperCase(Locale.ROOT))
}
