package io.handover.verdict

import io.handover.bundle.{Accepted, Profile}
import io.handover.json.Json
import io.handover.vectors.Stage

/** What came of a verification; the same values whether Python or the JVM verified.
  *
  * @param stages
  *   those that were played, in order
  * @param features
  *   how far each feature was off; none when the features stage was not played
  * @param outputs
  *   how far each output of the model was off; none when the model was not played
  * @param mismatches
  *   those of the features first, else in file order; at most 1000
  * @param mismatchesOmitted
  *   how many more there are
  * @param cause
  *   none when it passed
  */
final case class Verdict(
    status: Status,
    bundle: BundleIdentity,
    backend: BackendIdentity,
    environment: Environment,
    stages: Vector[Stage],
    counts: Counts,
    groups: Vector[Group],
    features: Vector[OutputDifference],
    outputs: Vector[OutputDifference],
    mismatches: Vector[Mismatch],
    mismatchesOmitted: Int,
    errors: Vector[ScoringError],
    skips: Vector[Skip],
    determinism: Vector[DeterminismCheck],
    accepted: Vector[Accepted],
    notes: Vector[Note],
    cause: Option[Conclusion],
    profile: Profile
) {

  /** As `handover/schemas/verdict-v1.schema.json` describes it. */
  def json: Json = Json.obj(
    "format" -> Json.str(Verdict.Format),
    "status" -> Json.str(status.name),
    "bundle" -> bundle.json,
    "backend" -> backend.json,
    "environment" -> environment.json,
    "stages" -> Json.arr(stages.map(stage => Json.str(stage.name))),
    "counts" -> Json.obj(counts.fields*),
    "groups" -> Json.arr(groups.map(_.json)),
    "features" -> Json.arr(features.map(_.json)),
    "outputs" -> Json.arr(outputs.map(_.json)),
    "mismatches" -> Json.arr(mismatches.map(_.json)),
    "mismatchesOmitted" -> Json.int(mismatchesOmitted.toLong),
    "errors" -> Json.arr(errors.map(_.json)),
    "skips" -> Json.arr(skips.map(_.json)),
    "determinism" -> Json.arr(determinism.map(_.json)),
    "accepted" -> Json.arr(accepted.map(_.json)),
    "notes" -> Json.arr(notes.map(_.json)),
    "cause" -> cause.fold[Json](Json.Null)(_.json),
    "profile" -> profile.json
  )
}

object Verdict {

  /** The format that `json` writes. */
  val Format: String = "handover-verdict/1"
}
