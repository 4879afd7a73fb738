package io.handover.verdict

import io.handover.json.{Json, Shape}
import io.handover.parity.{Attribution, Cause, MismatchKind}
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

object Mismatch {

  /** Reads what `json` wrote. */
  private[verdict] def read(shape: Shape, path: String, json: Json): Mismatch =
    Mismatch(
      shape.text(json, path, "vector"),
      shape.text(json, path, "flag"),
      shape.one(json, path, "stage", "a stage", Stage.Model: Stage)(_.text.flatMap(Stage.parse)),
      shape.text(json, path, "why"),
      shape.text(json, path, "path"),
      shape.one(json, path, "kind", "a kind of mismatch", MismatchKind.Value: MismatchKind)(
        _.text.flatMap(MismatchKind.parse)
      ),
      shape.one(json, path, "expected", "a value", Json.Null: Json)(Some(_)),
      shape.one(json, path, "obtained", "a value", Json.Null: Json)(Some(_)),
      OutputDifference.ulps(shape, path, json, "ulp"),
      OutputDifference.number(shape, path, json, "abs"),
      shape.text(json, path, "allowed"),
      Truths.read(shape, path, json),
      Attribution(
        shape.one(json, path, "cause", "a cause", Cause.Backend: Cause)(
          _.text.flatMap(Cause.parse)
        ),
        shape.optionalText(json, path, "hint")
      )
    )
}
