package io.handover.evaluator

import io.handover.evaluator.control.{If, Loop, Scan}
import io.handover.evaluator.ml.MlOperators
import io.handover.evaluator.ops.CoreOperators
import io.handover.evaluator.plan.{Catalogue, Listed, Operator}
import io.handover.evaluator.text.TextOperators
import io.handover.evaluator.trees.{TreeEnsemble, TreeEnsembleClassifier, TreeEnsembleRegressor}

/** Every operator that is run, by domain and name. */
private[evaluator] object Operators extends Catalogue {

  protected def names: Array[String] = Array(
    "If",
    "Loop",
    "Scan",
    "TreeEnsemble",
    "TreeEnsembleClassifier",
    "TreeEnsembleRegressor"
  )

  protected def operator(name: String): Listed = name match {
    case "If"                     => If
    case "Loop"                   => Loop
    case "Scan"                   => Scan
    case "TreeEnsemble"           => TreeEnsemble
    case "TreeEnsembleClassifier" => TreeEnsembleClassifier
    case "TreeEnsembleRegressor"  => TreeEnsembleRegressor
    case _                        => null
  }

  override def find(domain: String, name: String): Operator = {
    val own = super.find(domain, name)
    if (own != null) own
    else if (domain == Operator.Ml) MlOperators.find(domain, name)
    else {
      val onTexts = TextOperators.find(domain, name)
      if (onTexts != null) onTexts else CoreOperators.find(domain, name)
    }
  }

  override def all: Vector[Operator] =
    CoreOperators.all ++ MlOperators.all ++ TextOperators.all ++ super.all
}
