package io.handover.report

import io.handover.Value
import io.handover.contract.Bounds
import io.handover.values.ValueJson

/** What a bundle's text says of a column or a raw field. */
private[report] object ColumnText {

  /** Type, whether it may be null, and range or list of its values. */
  def facts(what: String, required: Boolean, within: Bounds): Vector[String] =
    Vector(what, if (required) "required" else "nullable") ++ bounds(within)

  /** A line that is too long without its end. */
  def cut(line: String, width: Int): String =
    if (line.length <= width) line else line.take(width - 1) + "…"

  private def bounds(bounds: Bounds): Vector[String] = {
    def shown(value: Option[Value]): String =
      value.fold("")(found => Spelled(ValueJson.write(found)))
    val (low, high) = (bounds.minimum, bounds.maximum)
    val range =
      Option.when(low.isDefined || high.isDefined)(s"${shown(low)} .. ${shown(high)}".trim)
    val allowed = bounds.allowed.map(_.map(value => shown(Some(value))).mkString("{", ", ", "}"))
    range.toVector ++ allowed
  }
}
