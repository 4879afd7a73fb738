package io.handover.values

import io.handover.json.Json
import io.handover.{ElementType, Row, Value}

/** Between cells and their JSON: the declared type reads the number's text, no other width does.
  *
  * Law: reading what was written gives the same bits.
  */
object ValueJson {

  /** Reads a cell of a declared type; Left says what was expected and what was found. */
  def read(json: Json, columnType: ColumnType): Either[String, Value] =
    (columnType.length, json) match {
      case (_, Json.Null)                => Right(Value.Null)
      case (None, _)                     => scalar(json, columnType.element)
      case (Some(k), Json.Arr(elements)) =>
        if (elements.length != k) Left(s"expected length=$k, found length=${elements.length}")
        else
          elements
            .foldLeft[Either[String, Vector[Value]]](Right(Vector.empty)) { (done, element) =>
              done.flatMap(values => scalar(element, columnType.element).map(values :+ _))
            }
            .map(Value.Many(_))
      case (Some(_), _) => wrong(json, columnType.toString)
    }

  /** Reads a scalar of a declared type. */
  def scalar(json: Json, element: ElementType): Either[String, Value] = (element, json) match {
    case (_, Json.Null)                             => Right(Value.Null)
    case (ElementType.F32, Json.Num(literal))       => Right(Value.F32(literal.toFloat))
    case (ElementType.F64, Json.Num(literal))       => Right(Value.F64(literal.toDouble))
    case (ElementType.F32, Json.Str(Special(name))) => Right(Value.F32(name.toFloat))
    case (ElementType.F64, Json.Str(Special(name))) => Right(Value.F64(name))
    case (ElementType.I32, Json.Num(literal))       =>
      literal.toIntOption.map(Value.I32(_)).toRight(notA(json, "i32"))
    case (ElementType.I64, Json.Num(literal)) =>
      literal.toLongOption.map(Value.I64(_)).toRight(notA(json, "i64"))
    case (ElementType.Text, Json.Str(text))  => Right(Value.Text(text))
    case (ElementType.Bool, Json.Bool(flag)) => Right(Value.Bool(flag))
    case _                                   => wrong(json, element.name)
  }

  /** Writes a cell. */
  def write(value: Value): Json = value match {
    case Value.Null           => Json.Null
    case Value.F32(number)    => float(ShortestDecimal.text(number))
    case Value.F64(number)    => float(ShortestDecimal.text(number))
    case Value.I32(number)    => Json.int(number.toLong)
    case Value.I64(number)    => Json.int(number)
    case Value.Text(text)     => Json.Str(text)
    case Value.Bool(flag)     => Json.Bool(flag)
    case Value.Many(elements) => Json.Arr(elements.map(write))
    case Value.Nested(row)    => writeRow(row)
    case Value.Rows(rows)     => Json.Arr(rows.map(writeRow))
  }

  /** Writes a row as an object. */
  def writeRow(row: Row): Json =
    Json.obj(row.names.map(name => name -> write(row.value(name)))*)

  private def float(text: String): Json =
    if (text == "NaN" || text.endsWith("Infinity")) Json.Str(text) else Json.Num(text)

  private def wrong(json: Json, wanted: String): Either[String, Value] = Left(notA(json, wanted))

  private def notA(json: Json, wanted: String): String = {
    val kind = json match {
      case Json.Null         => "null"
      case Json.Bool(_)      => "a truth value"
      case Json.Num(literal) => literal
      case Json.Str(_)       => "text"
      case Json.Arr(_)       => "an array"
      case Json.Obj(_)       => "an object"
    }
    s"expected type=$wanted, found $kind"
  }

  /** The floats that JSON has no number for. */
  private object Special {
    def unapply(text: String): Option[Double] = text match {
      case "NaN"       => Some(Double.NaN)
      case "Infinity"  => Some(Double.PositiveInfinity)
      case "-Infinity" => Some(Double.NegativeInfinity)
      case _           => None
    }
  }
}
