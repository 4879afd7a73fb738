package io.handover.verdict

import io.handover.json.Json

/** As much of JSON Schema as the verdict's schema uses; an unknown keyword is an error. */
final class JsonSchema(root: Json) {

  /** Every place where `json` does not fit. */
  def faults(json: Json): Vector[String] = check(root, json, "$")

  private def check(schema: Json, json: Json, path: String): Vector[String] =
    schema.members.toVector.flatten.flatMap { case (keyword, value) =>
      val found = keyword.stripPrefix("$") match {
        case "schema" | "id" | "defs" | "title" | "description" => Vector.empty
        case "ref"                                              => check(resolve(value), json, path)
        case "allOf" => list(value).flatMap(check(_, json, path))
        case "anyOf" =>
          if (list(value).exists(check(_, json, path).isEmpty)) Vector.empty else Vector("anyOf")
        case "type" =>
          unless(types(value).exists(isOf(json, _)))(s"type ${types(value).mkString("|")}")
        case "const"    => unless(json == value)("const")
        case "enum"     => unless(list(value).contains(json))("enum")
        case "required" =>
          list(value).flatMap(_.text).filter(json.get(_).isEmpty).map(name => s"no $name")
        case "properties" =>
          for {
            (name, inner) <- value.members.toVector.flatten
            member <- json.get(name).toVector
            fault <- check(inner, member, s"$path.$name")
          } yield fault
        case "items" => list(json).zipWithIndex.flatMap { case (item, i) =>
            check(value, item, s"$path[$i]")
          }
        case "maxItems" => unless(list(json).length.toLong <= value.long.getOrElse(0L))("maxItems")
        case "minimum"  => unless(json.double.forall(_ >= value.double.getOrElse(0.0)))("minimum")
        case "pattern"  => unless(json.text.exists(_.matches(value.text.getOrElse(""))))("pattern")
        case other      => Vector(s"unknown keyword $other")
      }
      found.map(fault => if (fault.startsWith("$")) fault else s"$path: $fault")
    }

  private def unless(holds: Boolean)(fault: String): Vector[String] =
    if (holds) Vector.empty else Vector(fault)

  private def list(json: Json): Vector[Json] = json.elements.getOrElse(Vector.empty)

  private def types(json: Json): Vector[String] =
    json.text.fold(list(json).flatMap(_.text))(Vector(_))

  private def isOf(json: Json, name: String): Boolean = (json, name) match {
    case (Json.Null, "null")            => true
    case (Json.Bool(_), "boolean")      => true
    case (Json.Str(_), "string")        => true
    case (Json.Num(_), "number")        => true
    case (Json.Num(literal), "integer") => literal.forall(c => c.isDigit || c == '-')
    case (Json.Arr(_), "array")         => true
    case (Json.Obj(_), "object")        => true
    case _                              => false
  }

  private def resolve(reference: Json): Json =
    reference.text.getOrElse("").stripPrefix("#/").split("/").foldLeft(root) { (schema, name) =>
      schema.get(name).getOrElse(sys.error(s"no $reference"))
    }
}
