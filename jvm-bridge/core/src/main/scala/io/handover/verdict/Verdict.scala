package io.handover.verdict

import io.handover.bundle.{Accepted, Profile}
import io.handover.json.{Json, Shape}
import io.handover.vectors.Stage
import io.handover.{Fault, Owner}

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

  /** Reads what `json` wrote, as a child JVM hands it over; HV401 when it is no verdict. */
  private[handover] def read(json: Json): Either[Vector[Fault], Verdict] = {
    val shape = new Shape("HV401", "verdict")
    if (!json.get("format").contains(Json.str(Format))) shape.wrong("$.format", Format)
    val verdict = Verdict(
      Status.read(shape, "$", json),
      BundleIdentity.read(shape, "$.bundle", part(json, "bundle")),
      BackendIdentity.read(shape, "$.backend", part(json, "backend")),
      Environment.read(shape, "$.environment", part(json, "environment")),
      shape.texts(json, "$", "stages").flatMap { name =>
        val stage = Stage.parse(name)
        if (stage.isEmpty) shape.wrong("$.stages", "stages")
        stage
      },
      Counts.read(shape, "$.counts", part(json, "counts")),
      shape.each(json, "$", "groups")((each, path) => Group.read(shape, path, each)),
      shape.each(json, "$", "features")((each, path) => OutputDifference.read(shape, path, each)),
      shape.each(json, "$", "outputs")((each, path) => OutputDifference.read(shape, path, each)),
      shape.each(json, "$", "mismatches")((each, path) => Mismatch.read(shape, path, each)),
      shape.count(json, "$", "mismatchesOmitted").toInt,
      shape.each(json, "$", "errors")((each, path) => ScoringError.read(shape, path, each)),
      shape.each(json, "$", "skips")((each, path) => Skip.read(shape, path, each)),
      shape.each(json, "$", "determinism")((each, path) =>
        DeterminismCheck.read(shape, path, each)
      ),
      shape.each(json, "$", "accepted")((each, path) => Accepted.read(shape, path, each)),
      shape.each(json, "$", "notes")((each, path) => Note.read(shape, path, each)),
      shape.optional(json, "$", "cause", "an object or null")(Some(_)).map(
        Conclusion.read(shape, "$.cause", _)
      ),
      Profile(Json.Obj(shape.members(json, "$", "profile")))
    )
    shape.result(verdict).left.map(faults => Vector(unfit(faults)))
  }

  private def part(json: Json, name: String): Json = json.get(name).getOrElse(Json.Null)

  private def unfit(faults: Vector[Fault]): Fault = Fault(
    code = "HV401",
    message = "the verdict cannot be understood",
    owner = Owner.Handover,
    found = Some(faults.map(_.message).mkString("; ")),
    next = Some("Report it with this message.")
  )
}
