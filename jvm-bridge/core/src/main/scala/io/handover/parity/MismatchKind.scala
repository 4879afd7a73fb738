package io.handover.parity

/** In which way an obtained value is not the expected one. */
sealed abstract class MismatchKind(val name: String) {
  override def toString: String = name
}

object MismatchKind {

  /** Another element type than the contract declares. */
  case object Type extends MismatchKind("type")

  /** Null on one side alone. */
  case object Null extends MismatchKind("null")

  /** Another array length, or an array for a scalar. */
  case object Length extends MismatchKind("length")

  /** A value beyond the tolerance, or an id that does not belong. */
  case object Value extends MismatchKind("value")

  /** Another label, with the decision further away than the score's tolerance. */
  case object Label extends MismatchKind("label")

  /** The right ids, in another order than their scores. */
  case object Order extends MismatchKind("order")

  /** Ids of equal scores in another order than the contract asks for. */
  case object Ties extends MismatchKind("ties")

  /** Answered though to be rejected, or rejected though to be answered. */
  case object Outcome extends MismatchKind("outcome")

  /** Every kind there is. */
  val all: Vector[MismatchKind] = Vector(Type, Null, Length, Value, Label, Order, Ties, Outcome)

  /** The kind written as `name`, if there is one. */
  def parse(name: String): Option[MismatchKind] = all.find(_.name == name)
}
