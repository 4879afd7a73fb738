package io.handover.vectors

import io.handover.contract.{RawField, RawType}
import io.handover.json.Json

/** Raw fields as the header lists them: name, type, whether it is an array, whether it may be null,
  * and the fields of an object.
  */
private[vectors] object RawFieldList {

  /** The list for the fields of a contract. */
  def json(fields: Vector[RawField]): Json = Json.arr(fields.map(field))

  /** A header's list with its known members alone: others may come with a later version. */
  def plain(list: Json): Json = list match {
    case Json.Arr(fields) => Json.arr(fields.map { field =>
        def member(name: String) = field.get(name).getOrElse(Json.Null)
        entry(
          member("name"),
          member("type"),
          member("list"),
          member("nullable"),
          plain(member("fields"))
        )
      })
    case other => other
  }

  private def field(field: RawField): Json = {
    val (single, list) = field.rawType match {
      case RawType.Many(items, _, _) => (items, true)
      case one: RawType.Single       => (one, false)
    }
    val (name, fields) = single match {
      case RawType.Scalar(element, _) => (element.name, Json.Null)
      case RawType.Nested(inner)      => ("object", json(inner))
    }
    entry(Json.str(field.name), Json.str(name), Json.Bool(list), Json.Bool(!field.required), fields)
  }

  private def entry(name: Json, kind: Json, list: Json, nullable: Json, fields: Json): Json =
    Json.obj(
      "name" -> name,
      "type" -> kind,
      "list" -> list,
      "nullable" -> nullable,
      "fields" -> fields
    )
}
