package io.handover.zoo.faults

import io.handover.zoo.ReturnRisk

/** Still has the weights of the version before. */
final class AnswersWithTheOldModel extends ReturnRisk {
  override protected def file: String = "return_risk_old"
}
