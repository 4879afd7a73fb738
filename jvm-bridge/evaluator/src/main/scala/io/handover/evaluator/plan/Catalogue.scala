package io.handover.evaluator.plan

/** Operators by name. Only those that a model asks for are loaded: a hundred take a tenth of a
  * second of a cold start.
  */
private[evaluator] abstract class Catalogue {

  /** Every name, for a list. */
  protected def names: Vector[String]

  /** The operator called so, null when there is none.
    *
    * [[Listed]] is a trait for the class verifier's sake: it loads every class of a `match` to see
    * whether it is an `Operator`, but asks nothing of a class that stands for a trait.
    */
  protected def operator(name: String): Listed

  /** The operator of `domain` called `name`, if it is here. */
  def find(domain: String, name: String): Option[Operator] = {
    val listed = operator(name)
    if (listed != null && listed.operator.domain == domain) Some(listed.operator) else None
  }

  /** All of them. */
  def all: Vector[Operator] = names.map(operator(_).operator)
}
