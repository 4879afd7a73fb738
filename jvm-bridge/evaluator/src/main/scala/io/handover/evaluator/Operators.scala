package io.handover.evaluator

import io.handover.evaluator.control.{If, Loop, Scan}
import io.handover.evaluator.ml.MlOperators
import io.handover.evaluator.ops.CoreOperators
import io.handover.evaluator.plan.Operator
import io.handover.evaluator.text.TextOperators
import io.handover.evaluator.trees.{TreeEnsemble, TreeEnsembleClassifier, TreeEnsembleRegressor}

/** Every operator that is run, by domain and name. */
private[evaluator] object Operators {

  /** All of them. */
  val all: Vector[Operator] = CoreOperators.all ++ MlOperators.all ++ TextOperators.all ++
    Vector(If, Loop, Scan, TreeEnsemble, TreeEnsembleClassifier, TreeEnsembleRegressor)

  private val byName = all.map(operator => (operator.domain, operator.name) -> operator).toMap

  /** The operator called so, if it is run. */
  def find(domain: String, name: String): Option[Operator] = byName.get((domain, name))
}
