package io.handover.zoo.faults

import io.handover.zoo.ReturnRisk
import io.handover.zoo.Tree

/** Leaves out the last tree: until where to is expected. */
final class DropsTheLastTree extends ReturnRisk {
  override protected lazy val trees: Vector[Tree] = Tree.all(weights).init
}
