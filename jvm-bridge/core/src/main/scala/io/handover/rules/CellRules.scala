package io.handover.rules

import io.handover.Value
import io.handover.contract.InputColumn
import io.handover.json.{Json, JsonWriter}
import io.handover.values.ValueJson

/** The rules of one cell. */
private[rules] object CellRules {

  /** What the cell breaks, in code order; HR101, HR103 and HR107 hide the rules after them. */
  def broken(column: InputColumn, cell: Option[Json]): Vector[BrokenRule] = cell match {
    case None                               => rule("HR102", column, "the column is absent")
    case Some(Json.Null) if column.required => rule("HR101", column, "null in a required column")
    case Some(Json.Null)                    => Vector.empty
    case Some(json)                         =>
      column.columnType.length match {
        case None         => scalars(column, Vector(json), Vector.empty)
        case Some(length) =>
          json.elements.fold(rule("HR103", column, s"expected an array, found ${shown(json)}")) {
            cells =>
              val expected = s"expected length=$length, found length=${cells.length}"
              val misfit =
                if (cells.length == length) Vector.empty else rule("HR106", column, expected)
              scalars(column, cells, misfit)
          }
      }
  }

  private def scalars(
      column: InputColumn,
      cells: Vector[Json],
      length: Vector[BrokenRule]
  ): Vector[BrokenRule] = {
    val element = column.columnType.element
    val read = cells.map(cell => ValueJson.scalar(cell, element))
    val values = read.collect { case Right(value) => value }
    val inArray = column.columnType.length.isDefined
    val missing = values.exists(isMissing) && (column.required || inArray)
    val wrong = read.collectFirst { case Left(why) => why }
    val endless = values.indexWhere(isInfinite)
    val hiding =
      (if (missing) rule("HR101", column, "null in a required column") else Vector.empty) ++
        wrong.toVector.flatMap(why => rule("HR103", column, why)) ++
        (if (endless < 0) Vector.empty
         else rule("HR107", column, s"not finite: ${shown(cells(endless))}"))
    if (hiding.nonEmpty) hiding.take(1)
    else (ValueRules.broken(column, values.filterNot(isMissing)) ++ length).distinctBy(_.code)
  }

  private def isMissing(value: Value): Boolean = value match {
    case Value.Null        => true
    case Value.F32(number) => number.isNaN
    case Value.F64(number) => number.isNaN
    case _                 => false
  }

  private def isInfinite(value: Value): Boolean = value match {
    case Value.F32(number) => number.isInfinite
    case Value.F64(number) => number.isInfinite
    case _                 => false
  }

  private def rule(code: String, column: InputColumn, message: String): Vector[BrokenRule] =
    Vector(BrokenRule(code, column.name, message))

  /** A value as a message shows it. */
  def shown(json: Json): String = {
    val text = JsonWriter.write(json)
    if (text.length > 60) text.take(60) + "…" else text
  }
}
