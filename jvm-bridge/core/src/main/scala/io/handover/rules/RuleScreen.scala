package io.handover.rules

import io.handover.contract.{Bounds, InputColumn}
import io.handover.{Batch, Column, ColumnData, Value}

/** Says quickly which rows of a batch may break an input rule, for whole columns at a time.
  *
  * Law: a row that is not among the suspects breaks no rule ([[InputRules]]); a suspect may turn
  * out to break none. So the exact rules need only be asked about suspects.
  */
private[handover] object RuleScreen {

  /** The rows that [[InputRules]] has to look at; columns are those of the contract, in order. */
  def suspects(inputs: Vector[InputColumn], batch: Batch): Array[Boolean] = {
    val found = new Array[Boolean](batch.rows)
    inputs.zip(batch.columns).foreach { case (input, column) => mark(input, column, found) }
    found
  }

  private def mark(input: InputColumn, column: Column, found: Array[Boolean]): Unit = {
    val suspect = suspicion(input, column.data)
    val width = column.width
    var row = 0
    while (row < found.length) {
      if (column.isNull(row)) found(row) |= input.required
      else {
        var place = row * width
        val end = place + width
        while (place < end) {
          if (suspect(place)) found(row) = true
          place += 1
        }
      }
      row += 1
    }
  }

  private def suspicion(input: InputColumn, data: ColumnData): Int => Boolean = {
    val bounds = input.bounds
    data match {
      case typed: ColumnData.F32 =>
        val inside = new Inside(input, { case Value.F32(bound) => bound.toDouble })
        place => !inside(typed.values(place).toDouble)
      case typed: ColumnData.F64 =>
        val inside = new Inside(input, { case Value.F64(bound) => bound })
        place => !inside(typed.values(place))
      case typed: ColumnData.I32 =>
        val inside = new Inside(input, { case Value.I32(bound) => bound.toDouble })
        place => !inside(typed.values(place).toDouble)
      case typed: ColumnData.I64 =>
        val inside = new InsideWhole(bounds)
        place => !inside(typed.values(place))
      case typed: ColumnData.Text =>
        val allowed = bounds.allowed.map(_.collect { case Value.Text(text) => text }.toSet)
        val sized = bounds.minLength.isDefined || bounds.maxLength.isDefined
        place => {
          val text = typed.values(place)
          allowed.exists(!_.contains(text)) || (sized && misfits(input, text))
        }
      case _: ColumnData.Bool => _ => bounds.allowed.isDefined
    }
  }

  private def misfits(input: InputColumn, text: String): Boolean = {
    val length = text.codePointCount(0, text.length)
    input.bounds.minLength.exists(length < _) || input.bounds.maxLength.exists(length > _)
  }

  /** Whether a number is finite, within the bounds, and listed where there is a list. */
  private final class Inside(input: InputColumn, number: PartialFunction[Value, Double])
      extends (Double => Boolean) {
    private val bounds = input.bounds
    private def of(bound: Option[Value], otherwise: Double) =
      bound.collect(number).getOrElse(otherwise)
    private val low = of(bounds.minimum, Double.NegativeInfinity)
    private val high = of(bounds.maximum, Double.PositiveInfinity)
    private val above = of(bounds.exclusiveMinimum, Double.NegativeInfinity)
    private val below = of(bounds.exclusiveMaximum, Double.PositiveInfinity)
    private val allowed = bounds.allowed.map(_.collect(number).toArray)

    // NaN compares false with everything, and so is never inside.
    def apply(value: Double): Boolean =
      value >= low && value <= high && value > above && value < below &&
        allowed.forall(_.contains(value))
  }

  /** The same for integers that no double tells apart. */
  private final class InsideWhole(bounds: Bounds) extends (Long => Boolean) {
    private def of(bound: Option[Value]) = bound.collect { case Value.I64(whole) => whole }
    private val low = of(bounds.minimum).getOrElse(Long.MinValue)
    private val high = of(bounds.maximum).getOrElse(Long.MaxValue)
    private val above = of(bounds.exclusiveMinimum)
    private val below = of(bounds.exclusiveMaximum)
    private val allowed = bounds.allowed.map(_.collect { case Value.I64(whole) => whole }.toArray)

    def apply(value: Long): Boolean =
      value >= low && value <= high && above.forall(value > _) && below.forall(value < _) &&
        allowed.forall(_.contains(value))
  }
}
