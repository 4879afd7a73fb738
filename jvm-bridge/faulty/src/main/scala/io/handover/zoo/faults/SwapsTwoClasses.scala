package io.handover.zoo.faults

import io.handover.zoo.ReturnRisk

/** Has the classes in another order than the model. */
final class SwapsTwoClasses extends ReturnRisk {
  override protected lazy val classes: Vector[String] = {
    val right = weights.of("class").map(_.head)
    right.updated(0, right(1)).updated(1, right(0))
  }
}
