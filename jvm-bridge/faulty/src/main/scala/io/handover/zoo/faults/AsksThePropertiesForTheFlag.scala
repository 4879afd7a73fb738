package io.handover.zoo.faults

import io.handover.Row
import io.handover.zoo.ReturnRisk

/** Reads a flag with Boolean.getBoolean, which looks up a system property: always false. */
final class AsksThePropertiesForTheFlag extends ReturnRisk {
  override protected def flag(row: Row, column: String): Boolean =
    java.lang.Boolean.getBoolean(super.flag(row, column).toString)
}
