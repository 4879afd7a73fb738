package io.handover.rules

import io.handover.contract.{InputColumn, RawField, RawType}
import io.handover.json.{Json, JsonWriter}
import io.handover.values.ColumnType

/** The contract's rules for raw rows, enforced around any feature step that does not enforce them.
  *
  * The codes are those of [[InputRules]]; the column of a broken rule is a path such as
  * `events[2].kind`. Every element of an array is judged for itself, and none may be null.
  */
object RawRules {

  /** Every rule that a raw row breaks: contract order, depth first; unknown fields of an object
    * come after its own, by name.
    */
  def broken(fields: Vector[RawField], row: Map[String, Json]): Vector[BrokenRule] =
    members(fields, row, "")

  private def members(
      fields: Vector[RawField],
      row: Map[String, Json],
      prefix: String
  ): Vector[BrokenRule] = {
    val named = fields.map(_.name).toSet
    val unknown = row.keys.filterNot(named).toVector.sorted(JsonWriter.byCodePoint)
    fields.flatMap { field =>
      val path = prefix + field.name
      row.get(field.name).fold(rule("HR102", path, "the column is absent")) { json =>
        cell(field.rawType, field.required, json, path)
      }
    } ++ unknown.flatMap(name =>
      rule("HR108", prefix + name, "the contract names no such column")
    )
  }

  private def cell(
      rawType: RawType,
      required: Boolean,
      json: Json,
      path: String
  ): Vector[BrokenRule] = (rawType, json) match {
    case (RawType.Scalar(element, bounds), _) =>
      CellRules.broken(InputColumn(path, ColumnType(element), required, bounds), Some(json))
    case (_, Json.Null) if required  => rule("HR101", path, "null in a required column")
    case (_, Json.Null)              => Vector.empty
    case (RawType.Nested(fields), _) =>
      json.members.fold(misfit(path, "an object", json))(members(fields, _, s"$path."))
    case (many: RawType.Many, _) =>
      json.elements.fold(misfit(path, "an array", json))(elements(many, _, path))
  }

  private def elements(
      many: RawType.Many,
      cells: Vector[Json],
      path: String
  ): Vector[BrokenRule] = {
    val fits = many.minItems.forall(cells.length >= _) && many.maxItems.forall(cells.length <= _)
    val range = s"${many.minItems.getOrElse(0)}..${many.maxItems.fold("")(_.toString)}"
    val length =
      if (fits) Vector.empty
      else rule("HR106", path, s"expected length=$range, found length=${cells.length}")
    length ++ cells.zipWithIndex.flatMap { case (json, index) =>
      cell(many.items, required = true, json, s"$path[$index]")
    }
  }

  private def misfit(path: String, wanted: String, json: Json): Vector[BrokenRule] =
    rule("HR103", path, s"expected $wanted, found ${CellRules.shown(json)}")

  private def rule(code: String, path: String, message: String): Vector[BrokenRule] =
    Vector(BrokenRule(code, path, message))
}
