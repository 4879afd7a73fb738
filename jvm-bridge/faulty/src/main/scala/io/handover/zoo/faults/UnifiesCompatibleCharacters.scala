package io.handover.zoo.faults

import java.text.Normalizer

import io.handover.zoo.ReturnRisk

/** Brings texts to NFKC, which makes full-width letters and ligatures plain. */
final class UnifiesCompatibleCharacters extends ReturnRisk {
  override protected def isText(found: String, known: String): Boolean =
    super.isText(Normalizer.normalize(found, Normalizer.Form.NFKC), known)
}
