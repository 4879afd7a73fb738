package io.handover.verdict

import io.handover.json.{Json, Shape}

/** A vector (or everything, without one) that could not be scored.
  *
  * @param exception
  *   class of what was thrown, or a word for what was wrong with the answer
  * @param frames
  *   the innermost frames of the backend's own code
  * @param causes
  *   the exceptions behind it, outermost first
  */
final case class ScoringError(
    vector: Option[String],
    code: String,
    exception: String,
    message: String,
    frames: Vector[String] = Vector.empty,
    causes: Vector[String] = Vector.empty
) {

  /** As the verdict writes it. */
  def json: Json = Json.obj(
    "vector" -> Json.optional(vector),
    "code" -> Json.str(code),
    "class" -> Json.str(exception),
    "message" -> Json.str(message),
    "frames" -> Json.arr(frames.map(Json.str)),
    "causes" -> Json.arr(causes.map(Json.str))
  )
}

object ScoringError {

  /** Reads what `json` wrote. */
  private[verdict] def read(shape: Shape, path: String, json: Json): ScoringError =
    ScoringError(
      shape.optionalText(json, path, "vector"),
      shape.text(json, path, "code"),
      shape.text(json, path, "class"),
      shape.text(json, path, "message"),
      shape.texts(json, path, "frames"),
      shape.texts(json, path, "causes")
    )
}
