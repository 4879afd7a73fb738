package io.handover.zoo.faults

import java.nio.charset.StandardCharsets.{ISO_8859_1, UTF_8}

import io.handover.zoo.ReturnRisk

/** Decodes UTF-8 bytes as Latin-1. */
final class ReadsTextAsLatin1 extends ReturnRisk {
  override protected def isText(found: String, known: String): Boolean =
    super.isText(new String(found.getBytes(UTF_8), ISO_8859_1), known)
}
