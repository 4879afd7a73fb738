package io.handover.zoo.faults

import io.handover.zoo.ReturnRisk

/** Divides by the number of trees, as a forest would. */
final class AveragesTheTrees extends ReturnRisk {
  override protected def scores(numbers: Array[Float]): Array[Float] =
    super.scores(numbers).map(_ / trees.length)
}
