package io.handover.contract

import io.handover.ElementType
import io.handover.json.{Json, Shape}
import io.handover.values.ColumnType

/** Reads the type that a property declares. */
private[contract] object ColumnTypeReader {

  /** The type of a column; what no model takes is noted in `shape`. */
  def read(shape: Shape, path: String, property: Json): ColumnType =
    property.get("logicalType").flatMap(_.text) match {
      case Some("array") =>
        val items = property.get("items").getOrElse(Json.obj())
        val options = property.get("logicalTypeOptions").getOrElse(Json.obj())
        val (least, most) = (size(options, "minItems"), size(options, "maxItems"))
        if (least.isEmpty || least != most) shape.wrong(path, "minItems equal to maxItems")
        ColumnType(element(shape, s"$path.items", items), Some(least.getOrElse(0)))
      case _ => ColumnType(element(shape, path, property))
    }

  private def size(options: Json, name: String): Option[Int] =
    options.get(name).flatMap(_.long).filter(n => n >= 0 && n <= 1000000).map(_.toInt)

  /** The type of a scalar; anything else is noted in `shape`. */
  def element(shape: Shape, path: String, field: Json): ElementType = {
    val format = field.get("logicalTypeOptions").flatMap(_.get("format")).flatMap(_.text)
    val known = field.get("logicalType").flatMap(_.text) match {
      case Some("string")  => Some(ElementType.Text)
      case Some("boolean") => Some(ElementType.Bool)
      case Some("integer") => format.flatMap(ElementType.parse).filter(_.isInteger)
      case Some("number")  => format.flatMap(ElementType.parse).filter(_.isFloating)
      case _               => None
    }
    if (known.isEmpty)
      shape.wrong(path, "a type that a model can take (f32, f64, i32, i64, string, boolean)")
    known.getOrElse(ElementType.Text)
  }
}
