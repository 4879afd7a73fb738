package io.handover.parity

import io.handover.contract.InputColumn
import io.handover.{Row, Value}

/** What all failing rows have in common and most others do not: a null, a value, a kind of text.
  *
  * `tests/shared/commonality.json` holds both languages to the same sentences.
  */
private[parity] object Commonality {

  /** One sentence, when at least three rows fail and one property of theirs stands out. */
  def of(inputs: Vector[InputColumn], failing: Vector[Row], passing: Vector[Row]): Option[String] =
    if (failing.length < Fewest) None
    else {
      val all = failing.length + passing.length
      val found = for {
        input <- inputs if input.columnType.length.isEmpty
        (what, holds) <- properties(input.name, failing.head.value(input.name))
        if failing.forall(row => holds(row.value(input.name)))
        having = failing.length + passing.count(row => holds(row.value(input.name)))
        // At least half of those that have it fail, and twice as many as of all vectors.
        if failing.length * 2 >= having && having * 2 <= all
      } yield (having, what)
      found.minByOption(_._1).map { case (having, what) =>
        s"All ${failing.length} failing vectors have $what; " +
          s"${failing.length} of the $having vectors that have it fail."
      }
    }

  private val Fewest = 3

  /** Properties of a column that the first failing row has: no other can be common to all. */
  private def properties(name: String, first: Value): Vector[(String, Value => Boolean)] =
    first match {
      case Value.Null        => Vector(s"null in $name" -> (_ == Value.Null))
      case Value.Bool(value) => Vector(s"$name $value" -> (_ == Value.Bool(value)))
      case Value.Text(value) =>
        Vector[(String, Value => Boolean)](
          s"the same $name" -> (_ == Value.Text(value)),
          s"a $name with space at its ends" -> text(each => each.strip != each),
          s"a $name that is not ASCII" -> text(_.exists(_ > '\u007f'))
        )
      case Value.I64(value) => (s"the same $name" -> ((each: Value) => each == Value.I64(value))) +:
          Vector(53, 31, 24).map { bits =>
            s"a $name beyond 2^$bits" -> ((each: Value) =>
              each match {
                case Value.I64(number) => number.max(-number) > (1L << bits)
                case _                 => false
              }
            )
          }
      case Value.F32(_) | Value.F64(_) => Vector(s"a $name below zero" -> isNegative)
      case _                           => Vector.empty
    }

  private def text(holds: String => Boolean): Value => Boolean = {
    case Value.Text(value) => holds(value)
    case _                 => false
  }

  private def isNegative(value: Value): Boolean = value match {
    case Value.F32(number) => number < 0
    case Value.F64(number) => number < 0
    case _                 => false
  }
}
