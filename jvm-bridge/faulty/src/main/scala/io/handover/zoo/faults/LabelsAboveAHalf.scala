package io.handover.zoo.faults

import io.handover.zoo.ReturnRisk

/** Takes a class only when it has more than half, as with two classes. */
final class LabelsAboveAHalf extends ReturnRisk {
  override protected def likeliest(proba: Array[Float]): Int =
    proba.lastIndexWhere(_ > 0.5f).max(0)
}
