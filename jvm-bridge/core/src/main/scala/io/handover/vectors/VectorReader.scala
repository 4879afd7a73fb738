package io.handover.vectors

import io.handover.archive.BundleFault
import io.handover.contract.InputColumn
import io.handover.json.{Json, Shape}
import io.handover.values.{ColumnType, ValueJson}
import io.handover.{Fault, ModelContract, Row, Value}

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
      val stage = stageOf(json)
      val why = shape.text(json, "$", "why")
      if (shape.text(json, "$", "flag") != flag)
        shape.wrong("$.flag", s"flag=$flag, as the file is named")
      val input = shape.members(json, "$", "input")
      val told = TestVector(id, stage, flag, why, input, None, VectorReader.Blank)
      val vector = (stage, contract.features) match {
        case (Stage.Features, Some(features)) =>
          new FeatureTruths(features, shape).add(told, json)
        case (Stage.Features, None) =>
          shape.wrong("$.stage", "stage=model, for the contract has no features")
          told
        case (Stage.Model, _) => new ModelTruths(contract, shape, estimated).add(told, json)
      }
      shape.result(vector)
    }

  private def stageOf(json: Json): Stage = {
    val name = shape.text(json, "$", "stage")
    val stage = Stage.parse(name)
    if (name.nonEmpty && stage.isEmpty) shape.wrong("$.stage", "features or model")
    stage.getOrElse(Stage.Model)
  }
}

private[handover] object VectorReader {

  /** Stands where no outcome could be read; nobody looks at it. */
  private[vectors] val Blank: Outcome = Outcome.Rejection("", "")

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

  /** NaN is what a null float is on the wire; to an implementation both are the same null. */
  def missing(value: Value): Value = value match {
    case Value.F32(number) if number.isNaN => Value.Null
    case Value.F64(number) if number.isNaN => Value.Null
    case other                             => other
  }

  /** True when a number of `json` is beyond the type's largest float. */
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
