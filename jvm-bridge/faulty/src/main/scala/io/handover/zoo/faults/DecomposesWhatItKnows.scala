package io.handover.zoo.faults

import java.text.Normalizer

import io.handover.zoo.ReturnRisk

/** Keeps what it knows in NFD, as file names from a Mac are. */
final class DecomposesWhatItKnows extends ReturnRisk {
  override protected def isText(found: String, known: String): Boolean =
    super.isText(found, Normalizer.normalize(known, Normalizer.Form.NFD))
}
