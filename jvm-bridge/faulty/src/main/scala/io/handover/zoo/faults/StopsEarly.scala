package io.handover.zoo.faults

import io.handover.zoo.ReturnRisk
import io.handover.zoo.Tree

/** Adds up two thirds of the trees, as after a stop that was meant for training. */
final class StopsEarly extends ReturnRisk {
  override protected lazy val trees: Vector[Tree] = all.take(all.length * 2 / 3)

  private def all = Tree.all(weights)
}
