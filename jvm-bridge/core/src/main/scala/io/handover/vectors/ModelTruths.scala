package io.handover.vectors

import io.handover.contract.{OutputColumn, Role}
import io.handover.json.{Json, Shape}
import io.handover.values.ValueJson
import io.handover.{ModelContract, Row, Value}
import scala.collection.immutable.VectorMap

/** Reads what a vector of the model stage expects: the truths, how near a decision is, what ties.
  *
  * @param estimated
  *   every answer must hold what an estimator said; without one none may
  */
private[vectors] final class ModelTruths(
    contract: ModelContract,
    shape: Shape,
    estimated: Boolean
) {
  private val expected = new ExpectedReader(shape)

  /** The vector with what its line expects; what does not fit is noted in `shape`. */
  def add(told: TestVector, json: Json): TestVector = {
    val outcome = expected.outcome(json) { truths =>
      Outcome.Answer(
        estimate(truths, "source"),
        estimate(truths, "wire"),
        expected.row(truths, "onnx", contract.outputs)
      )
    }
    told.copy(
      row = typed(told.input, outcome),
      outcome = outcome,
      margins = margins(json),
      ties = ties(json),
      deviation = deviation(json)
    )
  }

  private def estimate(truths: Json, name: String): Option[Row] = {
    if (!estimated && truths.get(name).isDefined)
      shape.wrong(s"$$.expected.$name", "nothing, for there is no estimator")
    Option.when(estimated)(expected.row(truths, name, contract.outputs))
  }

  private def typed(input: VectorMap[String, Json], outcome: Outcome): Option[Row] = outcome match {
    case Outcome.Answer(_, _, _) | Outcome.Features(_) =>
      input.keys
        .filterNot(name => contract.inputs.exists(_.name == name))
        .foreach(other => shape.wrong(s"$$.input.$other", "an input of the contract"))
      Some(contract.inputs.foldLeft(Row.empty) { (row, column) =>
        val value =
          VectorReader.missing(expected.cell(input, "$.input", column.name, column.columnType))
        if (value == Value.Null && column.required)
          shape.wrong(s"$$.input.${column.name}", "a value")
        row.add(column.name, value)
      })
    case Outcome.Rejection(_, _) => VectorReader.typedRow(contract.inputs, input)
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
