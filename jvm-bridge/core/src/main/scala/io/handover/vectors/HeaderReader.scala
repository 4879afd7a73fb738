package io.handover.vectors

import io.handover.json.{Json, Shape}
import io.handover.values.ColumnType
import io.handover.{ElementType, Fault, ModelContract}

/** Reads `vectors/header.json` and holds its columns to the contract's; HB402. */
private[handover] object HeaderReader {

  /** The header's name in the bundle. */
  val Name: String = "vectors/header.json"

  /** The oracle whose answers are `source` and `wire`. */
  val Estimator: String = "estimator"

  /** The header, or everything that is wrong with it. */
  def read(json: Json, contract: ModelContract): Either[Vector[Fault], VectorHeader] = {
    val shape = new Shape("HB402", Name)
    if (shape.count(json, "$", "format") != 1L) shape.wrong("$.format", "format 1")
    val inputs = contract.inputs.map(column => (column.name, column.columnType))
    val outputs = contract.outputs.map(column => (column.name, column.columnType))
    Vector("inputs" -> inputs, "outputs" -> outputs).foreach { case (part, columns) =>
      val listed = shape.elements(json, "$", part)
      if (listed.map(column) != columns.map(Some(_)))
        shape.wrong(s"$$.$part", "the contract's columns in its order")
    }
    val raw = contract.features.map(features => RawFieldList.json(features.inputs))
    if (json.get("raw").filter(_ != Json.Null).map(RawFieldList.plain) != raw)
      shape.wrong("$.raw", raw.fold("nothing")(_ => "the contract's raw fields in its order"))
    val flags = shape.members(json, "$", "flags").map { case (name, entry) =>
      val path = s"$$.flags['$name']"
      name -> VectorHeader.Flag(
        shape.count(entry, path, "count"),
        shape.text(entry, path, "catches"),
        shape.text(entry, path, "effect")
      )
    }
    val truths = json.get("truths").flatMap(_.members).fold(Map.empty[String, Long])(_.collect {
      case (name, truth) if truth.get("vectors").exists(_.long.isDefined) =>
        name -> truth.get("vectors").flatMap(_.long).getOrElse(0L)
    })
    val header =
      VectorHeader(shape.count(json, "$", "count"), flags, truths, estimated(json, shape), json)
    shape.result(header)
  }

  private def estimated(json: Json, shape: Shape): Boolean = json.get("oracles").forall { listed =>
    val names = listed.elements.map(_.map(_.text))
    if (!names.exists(_.forall(_.isDefined))) shape.wrong("$.oracles", "a list of names")
    names.exists(_.flatten.contains(Estimator))
  }

  private def column(json: Json): Option[(String, ColumnType)] =
    for {
      name <- json.get("name").flatMap(_.text)
      element <- json.get("type").flatMap(_.text).flatMap(ElementType.parse)
      length = json.get("length").flatMap(_.long).map(_.min(Int.MaxValue.toLong).toInt)
    } yield (name, ColumnType(element, length))
}
