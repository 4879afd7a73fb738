package io.handover.contract

import io.handover.json.{Json, Shape}

/** Reads the `features` block of a canonical contract. */
private[contract] object FeatureContractReader {

  /** The features stage before a model of `inputs`; what does not fit is noted in `shape`. */
  def read(shape: Shape, json: Json, inputs: Vector[InputColumn]): FeatureContract = {
    val fields = ContractReader.properties(shape, json, "$.features", "inputs").map {
      case (path, property) => RawFieldReader.read(shape, path, property)
    }
    if (fields.isEmpty) shape.wrong("$.features.inputs", "at least one field")
    RawFieldReader.distinct(shape, "$.features.inputs", fields)
    val tolerances = json.get("tolerance").getOrElse(Json.obj())
    tolerances.members.toVector.flatMap(_.keys).diff(inputs.map(_.name)).foreach { other =>
      shape.wrong(s"$$.features.tolerance.$other", "an input of the model")
    }
    FeatureContract(fields, inputs.map(column(shape, _, tolerances)))
  }

  private def column(shape: Shape, input: InputColumn, tolerances: Json): OutputColumn =
    OutputColumn(
      input.name,
      input.columnType,
      !input.required,
      Role.Value,
      tolerances.get(input.name).fold(Tolerance(Tolerance.Bits)) { json =>
        val path = s"$$.features.tolerance.${input.name}"
        ToleranceReader.read(shape, path, json, input.columnType.element)
      }
    )
}
