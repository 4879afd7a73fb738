package io.handover.zoo.faults

import io.handover.zoo.ReturnRisk
import io.handover.zoo.Tree

/** Sends NaN to the right at every split, as a comparison does by itself. */
final class MissingGoesRight extends ReturnRisk {
  override protected def missingGoesLeft(split: Tree.Split): Boolean = false
}
