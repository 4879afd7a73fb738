package io.handover.rules

import io.handover.Value
import io.handover.contract.{Bounds, InputColumn}
import io.handover.json.JsonWriter
import io.handover.values.ValueJson

/** Range, enum and text length of values that have the right type. */
private[rules] object ValueRules {

  /** What the values break, in code order, each rule once. */
  def broken(column: InputColumn, values: Vector[Value]): Vector[BrokenRule] = {
    val bounds = column.bounds
    def first(code: String, message: String)(breaks: Value => Boolean): Option[BrokenRule] =
      values.find(breaks).map(value => BrokenRule(code, column.name, s"$message: ${shown(value)}"))
    first("HR104", "out of range")(outside(bounds, _)).toVector ++
      first("HR105", "not in the enum")(value =>
        bounds.allowed.exists(!_.exists(same(_, value)))
      ) ++
      first("HR106", "wrong length")(misfits(bounds, _))
  }

  private def outside(bounds: Bounds, value: Value): Boolean =
    bounds.minimum.exists(compare(value, _) < 0) ||
      bounds.maximum.exists(compare(value, _) > 0) ||
      bounds.exclusiveMinimum.exists(compare(value, _) <= 0) ||
      bounds.exclusiveMaximum.exists(compare(value, _) >= 0)

  private def misfits(bounds: Bounds, value: Value): Boolean = value match {
    case Value.Text(text) =>
      val length = text.codePointCount(0, text.length)
      bounds.minLength.exists(length < _) || bounds.maxLength.exists(length > _)
    case _ => false
  }

  private def same(left: Value, right: Value): Boolean =
    left == right || (isNumber(left) && isNumber(right) && compare(left, right) == 0)

  private def isNumber(value: Value): Boolean =
    value.elementType.exists(element => element.isFloating || element.isInteger)

  // Both sides have the column's own type; -0.0 and 0.0 are the same bound.
  private def compare(left: Value, right: Value): Int = (left, right) match {
    case (Value.F32(a), Value.F32(b)) => if (a < b) -1 else if (a > b) 1 else 0
    case (Value.F64(a), Value.F64(b)) => if (a < b) -1 else if (a > b) 1 else 0
    case (Value.I32(a), Value.I32(b)) => a.compare(b)
    case (Value.I64(a), Value.I64(b)) => a.compare(b)
    case _                            => 0
  }

  private def shown(value: Value): String = {
    val text = JsonWriter.write(ValueJson.write(value))
    if (text.length > 60) text.take(60) + "…" else text
  }
}
