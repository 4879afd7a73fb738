package io.handover.zoo.faults

import java.text.Normalizer

import io.handover.zoo.ReturnRisk

/** Compares texts without their accents. */
final class StripsAccents extends ReturnRisk {
  override protected def isText(found: String, known: String): Boolean = bare(found) == bare(known)

  private def bare(text: String) =
    Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "")
}
