package io.handover.zoo.faults

import java.text.Normalizer

import io.handover.zoo.ReturnRisk

/** Brings texts to NFC before it looks them up, as a database may. */
final class ComposesText extends ReturnRisk {
  override protected def isText(found: String, known: String): Boolean =
    super.isText(Normalizer.normalize(found, Normalizer.Form.NFC), known)
}
