package io.handover.verdict

import io.handover.json.Json
import io.handover.parity.{Attribution, MismatchKind}
import io.handover.vectors.Stage

/** One place of one vector where the backend answers otherwise.
  *
  * @param path
  *   `$.scores[3]`; `$` for an outcome
  * @param allowed
  *   the tolerance in words
  * @param truths
  *   none for an outcome, and none of the features stage
  */
final case class Mismatch(
    vector: String,
    flag: String,
    stage: Stage,
    why: String,
    path: String,
    kind: MismatchKind,
    expected: Json,
    obtained: Json,
    ulp: Option[BigInt],
    abs: Option[Double],
    allowed: String,
    truths: Option[Truths],
    attribution: Attribution
) {

  /** As the verdict writes it. */
  def json: Json = Json.obj(
    "vector" -> Json.str(vector),
    "flag" -> Json.str(flag),
    "stage" -> Json.str(stage.name),
    "why" -> Json.str(why),
    "path" -> Json.str(path),
    "kind" -> Json.str(kind.name),
    "expected" -> expected,
    "obtained" -> obtained,
    "ulp" -> ulp.fold[Json](Json.Null)(found => Json.Num(found.toString)),
    "abs" -> OutputDifference.number(abs),
    "allowed" -> Json.str(allowed),
    "truths" -> truths.fold(Json.obj())(_.json),
    "cause" -> Json.str(attribution.cause.name),
    "hint" -> Json.optional(attribution.hint)
  )
}
