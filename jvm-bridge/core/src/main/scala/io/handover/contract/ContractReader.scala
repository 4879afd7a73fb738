package io.handover.contract

import io.handover.json.{Json, Shape}
import io.handover.{Fault, ModelContract}

/** Reads the canonical `contract.json` as far as verification needs it; HB401 for the rest. */
private[handover] object ContractReader {

  /** The contract, or everything that is wrong with it. */
  def read(json: Json, sha256: String): Either[Vector[Fault], ModelContract] = {
    val shape = new Shape("HB401", "contract.json")
    val task = json.get("model").fold("")(shape.text(_, "$.model", "task"))
    val tolerances = json.get("parity").flatMap(_.get("tolerance")).getOrElse(Json.obj())
    val converter = json.get("parity").flatMap(_.get("converter")).getOrElse(Json.obj())
    val inputs = properties(shape, json, "$", "inputs").map { case (path, property) =>
      input(shape, path, property)
    }
    val features = json.get("features").filter(_ != Json.Null).map { stage =>
      FeatureContractReader.read(shape, stage, inputs)
    }
    val outputs = properties(shape, json, "$", "outputs").map { case (path, property) =>
      output(shape, path, property, task, tolerances)
    }
    Vector("inputs" -> inputs.map(_.name), "outputs" -> outputs.map(_.name)).foreach {
      case (part, names) =>
        if (names.isEmpty) shape.wrong(s"$$.$part", "at least one column")
        names.diff(names.distinct).foreach(name =>
          shape.wrong(s"$$.$part", s"column $name only once")
        )
    }
    val contract = ModelContract(
      shape.text(json, "$", "id"),
      shape.text(json, "$", "name"),
      shape.text(json, "$", "version"),
      task,
      inputs,
      outputs,
      json.get(
        "model"
      ).flatMap(_.get("artifact")).flatMap(_.get("stringMissing")).flatMap(_.text).getOrElse(""),
      Tolerance.AbsRel(
        shape.amount(converter, "$.parity.converter", "abs", 1e-5),
        shape.amount(converter, "$.parity.converter", "rel", 1e-4)
      ),
      sha256,
      features
    )
    shape.result(contract)
  }

  /** The input columns of a list of properties, as a contract writes them. */
  def inputs(properties: Vector[Json]): Either[Vector[Fault], Vector[InputColumn]] = {
    val shape = new Shape("HB401", "contract.json")
    val columns = properties.zipWithIndex.map { case (property, i) =>
      input(shape, s"$$[$i]", property)
    }
    shape.result(columns)
  }

  /** The properties of the objects that `json` lists as `part`, each with its path. */
  private[contract] def properties(
      shape: Shape,
      json: Json,
      at: String,
      part: String
  ): Vector[(String, Json)] =
    for {
      (group, i) <- shape.elements(json, at, part).zipWithIndex
      path = s"$at.$part[$i]"
      (property, k) <- shape.elements(group, path, "properties").zipWithIndex
    } yield (s"$path.properties[$k]", property)

  private def input(shape: Shape, path: String, property: Json): InputColumn = {
    val columnType = ColumnTypeReader.read(shape, path, property)
    val field =
      if (columnType.length.isEmpty) property else property.get("items").getOrElse(property)
    InputColumn(
      shape.text(property, path, "name"),
      columnType,
      property.get("required").contains(Json.Bool(true)),
      BoundsReader.read(shape, path, field, columnType.element)
    )
  }

  private def output(
      shape: Shape,
      path: String,
      property: Json,
      task: String,
      tolerances: Json
  ): OutputColumn = {
    val name = shape.text(property, path, "name")
    val columnType = ColumnTypeReader.read(shape, path, property)
    val declared = property.get("transformLogic").flatMap(_.text)
    if (declared.exists(Role.parse(_).isEmpty)) shape.wrong(s"$path.transformLogic", "a role")
    OutputColumn(
      name,
      columnType,
      !property.get("required").contains(Json.Bool(true)),
      declared.flatMap(Role.parse).getOrElse(Role.default(task, columnType)),
      tolerances.get(name).fold(Tolerance.default(columnType.element)) { json =>
        ToleranceReader.read(shape, s"$$.parity.tolerance.$name", json, columnType.element)
      }
    )
  }
}
