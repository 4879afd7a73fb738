package io.handover.contract

import io.handover.json.{Json, Shape}
import io.handover.values.ValueJson
import io.handover.{ElementType, Value}
import java.math.BigDecimal

/** Reads range, enum and length of a property, or of the items of an array property. */
private[contract] object BoundsReader {

  /** The bounds; what is not a value of the column's own type is noted in `shape`. */
  def read(shape: Shape, path: String, field: Json, element: ElementType): Bounds = {
    val options = field.get("logicalTypeOptions").getOrElse(Json.obj())
    def bound(name: String): Option[Value] =
      present(options, name).flatMap(value(shape, s"$path.logicalTypeOptions.$name", _, element))
    def length(name: String): Option[Int] =
      present(options, name).flatMap(_.long).map(_.min(Int.MaxValue.toLong).toInt)
    val allowed = present(field, "enum").flatMap(_.elements).map { entries =>
      entries.flatMap(entry =>
        value(shape, s"$path.enum", entry.get("value").getOrElse(entry), element)
      )
    }
    Bounds(
      bound("minimum"),
      bound("maximum"),
      bound("exclusiveMinimum"),
      bound("exclusiveMaximum"),
      allowed,
      length("minLength"),
      length("maxLength")
    )
  }

  private def present(json: Json, name: String): Option[Json] =
    json.get(name).filter(_ != Json.Null)

  private def value(shape: Shape, path: String, json: Json, element: ElementType): Option[Value] = {
    val read = if (element.isInteger) whole(json, element) else ValueJson.scalar(json, element)
    read match {
      case Right(found) => Some(found)
      case Left(why)    =>
        shape.wrong(path, why)
        None
    }
  }

  // A bound of an integer column may be written 10.0; a value of the column may not. Beyond 1e19 no
  // integer type goes, and expanding 1e999999999 would fill the memory.
  private def whole(json: Json, element: ElementType): Either[String, Value] = json match {
    case Json.Num(literal) if literal.toDouble.abs < 1e19 =>
      val number = new BigDecimal(literal)
      val plain =
        if (number.remainder(BigDecimal.ONE).signum == 0) number.toBigInteger.toString else literal
      ValueJson.scalar(Json.Num(plain), element)
    case other => ValueJson.scalar(other, element)
  }
}
