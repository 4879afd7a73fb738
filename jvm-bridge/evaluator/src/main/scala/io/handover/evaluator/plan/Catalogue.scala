package io.handover.evaluator.plan

/** Operators by name. Only those that a model asks for are loaded: a hundred take a tenth of a
  * second of a cold start.
  */
private[evaluator] abstract class Catalogue {

  /** Every name, for a list. */
  protected def names: Array[String]

  /** The operator called so, null when there is none.
    *
    * [[Listed]] is a trait for the class verifier's sake: it loads every class of a `match` to see
    * whether it is an `Operator`, but asks nothing of a class that stands for a trait.
    */
  protected def operator(name: String): Listed

  /** The operator of `domain` called `name`, null when it is not here. */
  def find(domain: String, name: String): Operator = {
    val listed = operator(name)
    if (listed != null && listed.operator.domain == domain) listed.operator else null
  }

  /** All of them. */
  def all: Vector[Operator] = names.toVector.map(operator(_).operator)
}
