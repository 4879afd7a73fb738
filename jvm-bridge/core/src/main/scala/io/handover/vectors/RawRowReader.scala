package io.handover.vectors

import io.handover.contract.{RawField, RawType}
import io.handover.json.Json
import io.handover.values.{ColumnType, ValueJson}
import io.handover.{Row, Value}

/** Puts a raw row into the types that the contract gives its fields.
  *
  * @param strict
  *   nulls are refused where the contract has none
  */
private[handover] final class RawRowReader private (strict: Boolean) {

  private val found = Vector.newBuilder[(String, String)]

  private def members(fields: Vector[RawField], cells: Map[String, Json], path: String): Row = {
    val named = fields.map(_.name).toSet
    cells.keys.filterNot(named).foreach(other => wrong(s"$path.$other", "a field of the contract"))
    fields.foldLeft(Row.empty) { (row, field) =>
      val place = s"$path.${field.name}"
      val value = cells.get(field.name) match {
        case Some(json) => VectorReader.missing(cell(field.rawType, json, place))
        case None       =>
          wrong(place, "a value, found nothing")
          Value.Null
      }
      if (strict && field.required && cells.contains(field.name) && value == Value.Null)
        wrong(place, "a value")
      row.add(field.name, value)
    }
  }

  private def cell(rawType: RawType, json: Json, path: String): Value = (rawType, json) match {
    case (_, Json.Null)                             => Value.Null
    case (RawType.Scalar(element, _), _)            => scalar(ColumnType(element), json, path)
    case (RawType.Nested(fields), Json.Obj(all))    => Value.Nested(members(fields, all, path))
    case (RawType.Many(items, _, _), Json.Arr(all)) =>
      val cells = all.zipWithIndex
      items match {
        case single: RawType.Scalar =>
          Value.Many(cells.map { case (each, i) => element(single, each, s"$path[$i]") })
        case RawType.Nested(fields) =>
          Value.Rows(cells.map {
            case (Json.Obj(each), i) => members(fields, each, s"$path[$i]")
            case (_, i)              =>
              wrong(s"$path[$i]", "an object")
              Row.empty
          })
      }
    case (RawType.Nested(_), _)     => misfit(path, "an object")
    case (RawType.Many(_, _, _), _) => misfit(path, "an array")
  }

  private def element(single: RawType.Scalar, json: Json, path: String): Value = {
    val value = scalar(ColumnType(single.element), json, path)
    if (strict && VectorReader.missing(value) == Value.Null) wrong(path, "a value")
    value
  }

  private def scalar(columnType: ColumnType, json: Json, path: String): Value =
    if (VectorReader.overflows(json, columnType)) misfit(path, s"a number within $columnType")
    else
      ValueJson.scalar(json, columnType.element) match {
        case Right(value) => value
        case Left(why)    => misfit(path, why)
      }

  private def misfit(path: String, expected: String): Value = {
    wrong(path, expected)
    Value.Null
  }

  private def wrong(path: String, expected: String): Unit = found += path -> expected
}

private[handover] object RawRowReader {

  /** The row of a vector that has features, or every place that has no place or no type in the
    * contract, with what was expected there.
    */
  def read(
      fields: Vector[RawField],
      cells: Map[String, Json]
  ): Either[Vector[(String, String)], Row] = row(fields, cells, new RawRowReader(strict = true))

  /** The row in the contract's types, whatever other rules it breaks; none when it has no types. */
  def typed(fields: Vector[RawField], cells: Map[String, Json]): Option[Row] =
    row(fields, cells, new RawRowReader(strict = false)).toOption

  private def row(
      fields: Vector[RawField],
      cells: Map[String, Json],
      reader: RawRowReader
  ): Either[Vector[(String, String)], Row] = {
    val row = reader.members(fields, cells, "$.input")
    val found = reader.found.result()
    if (found.isEmpty) Right(row) else Left(found)
  }
}
