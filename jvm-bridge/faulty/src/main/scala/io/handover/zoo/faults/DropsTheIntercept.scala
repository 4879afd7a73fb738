package io.handover.zoo.faults

import io.handover.zoo.LinearRisk

/** Adds no intercept. */
final class DropsTheIntercept extends LinearRisk {
  override protected lazy val intercepts: Vector[Float] = classes.map(_ => 0f)
}
