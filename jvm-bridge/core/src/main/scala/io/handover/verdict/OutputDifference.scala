package io.handover.verdict

import io.handover.json.Json
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
}
