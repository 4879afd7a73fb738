package io.handover.zoo.faults

import io.handover.zoo.ReturnRisk

/** Starts from 0 instead of the base score. */
final class LeavesOutTheBase extends ReturnRisk {
  override protected lazy val base: Vector[Float] = classes.map(_ => 0f)
}
