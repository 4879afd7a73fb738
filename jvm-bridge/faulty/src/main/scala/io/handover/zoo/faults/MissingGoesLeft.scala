package io.handover.zoo.faults

import io.handover.zoo.ReturnRisk
import io.handover.zoo.Tree

/** Sends NaN to the left at every split. */
final class MissingGoesLeft extends ReturnRisk {
  override protected def missingGoesLeft(split: Tree.Split): Boolean = true
}
