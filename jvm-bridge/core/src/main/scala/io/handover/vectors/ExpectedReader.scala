package io.handover.vectors

import io.handover.contract.OutputColumn
import io.handover.json.{Json, Shape}
import io.handover.values.{ColumnType, ValueJson}
import io.handover.{Row, Value}
import scala.collection.immutable.VectorMap

/** Reads what a vector of any stage expects; what does not fit is noted in `shape`. */
private[vectors] final class ExpectedReader(shape: Shape) {

  /** The refusal that a line expects, or what `answer` makes of its `expected`. */
  def outcome(json: Json)(answer: Json => Outcome): Outcome = {
    val expected = Json.Obj(shape.members(json, "$", "expected"))
    shape.text(json, "$", "outcome") match {
      case "value"    => answer(expected)
      case "rejected" =>
        val reject = Json.Obj(shape.members(expected, "$.expected", "reject"))
        Outcome.Rejection(
          shape.text(reject, "$.expected.reject", "code"),
          shape.text(reject, "$.expected.reject", "column")
        )
      case _ =>
        shape.wrong("$.outcome", "value or rejected")
        VectorReader.Blank
    }
  }

  /** The row at member `name` of `expected`: exactly these columns, in their types. */
  def row(expected: Json, name: String, columns: Vector[OutputColumn]): Row = {
    val path = s"$$.expected.$name"
    val cells = shape.members(expected, "$.expected", name)
    cells.keys.toVector.diff(columns.map(_.name)).foreach(other =>
      shape.wrong(s"$path.$other", "an output")
    )
    columns.foldLeft(Row.empty) { (row, column) =>
      row.add(column.name, cell(cells, path, column.name, column.columnType))
    }
  }

  /** The cell `name` of a declared type. */
  def cell(
      cells: VectorMap[String, Json],
      path: String,
      name: String,
      columnType: ColumnType
  ): Value = {
    val read = cells.get(name).toRight(s"expected type=$columnType, found nothing").flatMap {
      json =>
        if (VectorReader.overflows(json, columnType)) Left(s"a number within $columnType")
        else ValueJson.read(json, columnType)
    }
    read match {
      case Right(value) => value
      case Left(why)    =>
        shape.wrong(s"$path.$name", why)
        Value.Null
    }
  }
}
