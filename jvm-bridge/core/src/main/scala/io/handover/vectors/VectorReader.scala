package io.handover.vectors

import io.handover.archive.BundleFault
import io.handover.contract.{InputColumn, OutputColumn, Role}
import io.handover.json.{Json, Shape}
import io.handover.values.{ColumnType, ValueJson}
import io.handover.{Fault, ModelContract, Row, Value}
import scala.collection.immutable.VectorMap

/** Reads one line of `vectors/FLAG.jsonl` with the contract's types; HB402 for what does not fit.
  *
  * @param estimated
  *   every answer must hold what an estimator said; without one none may
  */
private[handover] final class VectorReader(
    contract: ModelContract,
    flag: String,
    val where: String,
    estimated: Boolean = true
) {

  private val shape = new Shape("HB402", where)

  /** The vector, or everything that is wrong with it. */
  def read(json: Json): Either[Vector[Fault], TestVector] =
    if (json.members.isEmpty) Left(Vector(BundleFault("HB402", "expected an object", where)))
    else {
      val id = shape.text(json, "$", "id")
      val stage = shape.text(json, "$", "stage")
      val why = shape.text(json, "$", "why")
      if (shape.text(json, "$", "flag") != flag)
        shape.wrong("$.flag", s"flag=$flag, as the file is named")
      val input = shape.members(json, "$", "input")
      val outcome = outcomeOf(json)
      val row = typed(input, outcome)
      val vector = TestVector(
        id,
        stage,
        flag,
        why,
        input,
        row,
        outcome,
        margins(json),
        ties(json),
        deviation(json)
      )
      shape.result(vector)
    }

  private def outcomeOf(json: Json): Outcome = {
    val expected = Json.Obj(shape.members(json, "$", "expected"))
    shape.text(json, "$", "outcome") match {
      case "value" =>
        Outcome.Answer(
          estimate(expected, "source"),
          estimate(expected, "wire"),
          truth(expected, "onnx")
        )
      case "rejected" =>
        val reject = Json.Obj(shape.members(expected, "$.expected", "reject"))
        Outcome.Rejection(
          shape.text(reject, "$.expected.reject", "code"),
          shape.text(reject, "$.expected.reject", "column")
        )
      case _ =>
        shape.wrong("$.outcome", "value or rejected")
        Outcome.Rejection("", "")
    }
  }

  private def estimate(expected: Json, name: String): Option[Row] = {
    if (!estimated && expected.get(name).isDefined)
      shape.wrong(s"$$.expected.$name", "nothing, for there is no estimator")
    Option.when(estimated)(truth(expected, name))
  }

  private def truth(expected: Json, name: String): Row = {
    val path = s"$$.expected.$name"
    val cells = shape.members(expected, "$.expected", name)
    cells.keys.filter(contract.output(_).isEmpty).foreach(other =>
      shape.wrong(s"$path.$other", "an output")
    )
    contract.outputs.foldLeft(Row.empty) { (row, output) =>
      row.add(output.name, cell(cells, path, output.name, output.columnType))
    }
  }

  private def typed(input: VectorMap[String, Json], outcome: Outcome): Option[Row] = outcome match {
    case Outcome.Answer(_, _, _) =>
      input.keys
        .filterNot(name => contract.inputs.exists(_.name == name))
        .foreach(other => shape.wrong(s"$$.input.$other", "an input of the contract"))
      Some(contract.inputs.foldLeft(Row.empty) { (row, column) =>
        val value = missing(cell(input, "$.input", column.name, column.columnType))
        if (value == Value.Null && column.required)
          shape.wrong(s"$$.input.${column.name}", "a value")
        row.add(column.name, value)
      })
    case Outcome.Rejection(_, _) => VectorReader.typedRow(contract.inputs, input)
  }

  // NaN is what a null float is on the wire; to a backend both are the same null.
  private def missing(value: Value): Value = VectorReader.missing(value)

  private def cell(
      cells: VectorMap[String, Json],
      path: String,
      name: String,
      columnType: ColumnType
  ): Value = {
    val read = cells.get(name).toRight(s"expected type=$columnType, found nothing").flatMap {
      json =>
        if (VectorReader.overflows(json, columnType)) Left(s"a number beyond $columnType")
        else ValueJson.read(json, columnType)
    }
    read match {
      case Right(value) => value
      case Left(why)    =>
        shape.wrong(s"$path.$name", why)
        Value.Null
    }
  }

  private def margins(json: Json): Map[String, Double] =
    named(json, "margin").flatMap { case (output, value) =>
      val margin = value.double.filter(_ >= 0)
      if (margin.isEmpty) shape.wrong(s"$$.margin.${output.name}", "a number >= 0")
      margin.map(output.name -> _)
    }.toMap

  private def ties(json: Json): Map[String, Vector[Value]] =
    named(json, "ties").flatMap { case (output, value) =>
      val read = value.elements.map(_.map(ValueJson.scalar(_, output.columnType.element)))
      val ids = read.map(_.collect { case Right(id) => id })
      if (output.role != Role.NeighbourIds || ids.map(_.length) != read.map(_.length))
        shape.wrong(s"$$.ties.${output.name}", "ids of a neighbours.ids output")
      ids.map(output.name -> _)
    }.toMap

  private def named(json: Json, member: String): Vector[(OutputColumn, Json)] =
    json.get(member).filter(_ != Json.Null).fold(Vector.empty[(OutputColumn, Json)]) { _ =>
      shape.members(json, "$", member).toVector.flatMap { case (name, value) =>
        val output = contract.output(name)
        if (output.isEmpty) shape.wrong(s"$$.$member.$name", "an output")
        output.map(_ -> value)
      }
    }

  private def deviation(json: Json): Option[Deviation] =
    json.get("deviation").filter(_ != Json.Null).map { value =>
      val cause = shape.text(value, "$.deviation", "cause")
      if (!Set("converter", "runtime").contains(cause))
        shape.wrong("$.deviation.cause", "converter or runtime")
      Deviation(cause, value.get("accepted").flatMap(_.text))
    }
}

private[handover] object VectorReader {

  /** The row in the contract's types, when every cell has one and none is unknown or absent. */
  def typedRow(columns: Vector[InputColumn], input: Map[String, Json]): Option[Row] = {
    val cells = columns.map { column =>
      input
        .get(column.name)
        .filterNot(overflows(_, column.columnType))
        .flatMap(ValueJson.read(_, column.columnType).toOption)
        .map(value => column.name -> missing(value))
    }
    Option.when(cells.forall(_.isDefined) && input.size == columns.length) {
      cells.flatten.foldLeft(Row.empty) { case (row, (name, value)) => row.add(name, value) }
    }
  }

  private[vectors] def missing(value: Value): Value = value match {
    case Value.F32(number) if number.isNaN => Value.Null
    case Value.F64(number) if number.isNaN => Value.Null
    case other                             => other
  }

  private[vectors] def overflows(json: Json, columnType: ColumnType): Boolean = json match {
    case Json.Num(_) =>
      ValueJson.scalar(json, columnType.element).exists {
        case Value.F32(number) => number.isInfinite
        case Value.F64(number) => number.isInfinite
        case _                 => false
      }
    case Json.Arr(values) => values.exists(overflows(_, columnType))
    case _                => false
  }
}
