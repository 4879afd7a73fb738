package io.handover.zoo.faults

import java.util.Locale

import io.handover.zoo.ReturnRisk

/** Lower-cases what it is asked, though what it knows is in mixed case. */
final class LowerCasesRequests extends ReturnRisk {
  override protected def isText(found: String, known: String): Boolean =
    super.isText(found.toLowerCase(Locale.ROOT), known)
}
