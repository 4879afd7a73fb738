package io.handover.zoo.faults

import io.handover.zoo.ReturnRisk

/** Answers 1 for the likeliest class and 0 for the others: predict for predict_proba. */
final class PredictsInsteadOfProbabilities extends ReturnRisk {
  override protected def probabilities(scores: Array[Float]): Array[Float] = {
    val best = likeliest(scores)
    Array.tabulate(scores.length)(index => if (index == best) 1f else 0f)
  }
}
