package io.handover.zoo.faults

import io.handover.zoo.ReturnRisk

/** Takes the last of equally likely classes, which the contract allows. */
final class TakesTheLastOfEquals extends ReturnRisk {
  override protected def likeliest(proba: Array[Float]): Int = proba.indices.reverse.maxBy(proba(_))
}
