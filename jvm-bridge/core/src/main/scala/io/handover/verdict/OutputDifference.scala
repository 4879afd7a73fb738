package io.handover.verdict

import io.handover.json.{Json, Shape}
import io.handover.values.ShortestDecimal

/** The worst difference of one output over all vectors.
  *
  * @param worst
  *   the vector with the largest absolute difference
  * @param withinMargin
  *   labels that differ and pass, because their decision is closer than the tolerance
  */
final case class OutputDifference(
    name: String,
    tolerance: String,
    compared: Int = 0,
    maxAbs: Option[Double] = None,
    maxRel: Option[Double] = None,
    maxUlp: Option[BigInt] = None,
    worst: Option[String] = None,
    withinMargin: Int = 0
) {

  /** As the verdict writes it. */
  def json: Json = Json.obj(
    "name" -> Json.str(name),
    "tolerance" -> Json.str(tolerance),
    "compared" -> Json.int(compared.toLong),
    "maxAbs" -> OutputDifference.number(maxAbs),
    "maxRel" -> OutputDifference.number(maxRel),
    "maxUlp" -> maxUlp.fold[Json](Json.Null)(ulp => Json.Num(ulp.toString)),
    "worst" -> Json.optional(worst),
    "withinMargin" -> Json.int(withinMargin.toLong)
  )
}

object OutputDifference {

  private[verdict] def number(value: Option[Double]): Json =
    value.fold[Json](Json.Null)(found => Json.Num(ShortestDecimal.text(found)))

  /** Reads what `json` wrote. */
  private[verdict] def read(shape: Shape, path: String, json: Json): OutputDifference =
    OutputDifference(
      shape.text(json, path, "name"),
      shape.text(json, path, "tolerance"),
      shape.count(json, path, "compared").toInt,
      number(shape, path, json, "maxAbs"),
      number(shape, path, json, "maxRel"),
      ulps(shape, path, json, "maxUlp"),
      shape.optionalText(json, path, "worst"),
      shape.count(json, path, "withinMargin").toInt
    )

  private[verdict] def number(
      shape: Shape,
      path: String,
      json: Json,
      name: String
  ): Option[Double] = shape.optional(json, path, name, "a number or null")(_.double)

  private[verdict] def ulps(shape: Shape, path: String, json: Json, name: String): Option[BigInt] =
    shape.optional(json, path, name, "an integer or null") {
      case Json.Num(literal) => scala.util.Try(BigInt(literal)).toOption
      case _                 => None
    }
}
