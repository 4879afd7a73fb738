package io.handover.contract

import io.handover.json.{Json, Shape}

/** Reads a property of a raw row: a scalar, an object, or an array of either. */
private[handover] object RawFieldReader {

  /** The field; what does not fit is noted in `shape`. */
  def read(shape: Shape, path: String, property: Json): RawField = RawField(
    shape.text(property, path, "name"),
    typeOf(shape, path, property),
    property.get("required").contains(Json.Bool(true))
  )

  /** Notes names that `fields` hold more than once. */
  def distinct(shape: Shape, path: String, fields: Vector[RawField]): Unit = {
    val names = fields.map(_.name)
    names.diff(names.distinct).foreach(name => shape.wrong(path, s"field $name only once"))
  }

  private def typeOf(shape: Shape, path: String, property: Json): RawType =
    logicalType(property) match {
      case Some("array") =>
        val options = property.get("logicalTypeOptions").getOrElse(Json.obj())
        RawType.Many(
          single(shape, s"$path.items", property.get("items").getOrElse(Json.obj())),
          items(options, "minItems"),
          items(options, "maxItems")
        )
      case _ => single(shape, path, property)
    }

  private def single(shape: Shape, path: String, field: Json): RawType.Single =
    logicalType(field) match {
      case Some("object") =>
        val fields = shape.elements(field, path, "properties").zipWithIndex.map {
          case (property, k) => read(shape, s"$path.properties[$k]", property)
        }
        distinct(shape, s"$path.properties", fields)
        RawType.Nested(fields)
      case _ =>
        val element = ColumnTypeReader.element(shape, path, field)
        RawType.Scalar(element, BoundsReader.read(shape, path, field, element))
    }

  private def items(options: Json, name: String): Option[Int] =
    options.get(name).flatMap(_.long).map(_.min(Int.MaxValue.toLong).toInt)

  private def logicalType(field: Json): Option[String] = field.get("logicalType").flatMap(_.text)
}
