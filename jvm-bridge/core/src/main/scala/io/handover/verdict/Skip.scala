package io.handover.verdict

import io.handover.json.{Json, Shape}

/** Something that was not run, and why. */
final case class Skip(what: String, reason: String) {

  /** As the verdict writes it. */
  def json: Json = Json.obj("what" -> Json.str(what), "reason" -> Json.str(reason))
}

object Skip {

  /** Reads what `json` wrote. */
  private[verdict] def read(shape: Shape, path: String, json: Json): Skip =
    Skip(shape.text(json, path, "what"), shape.text(json, path, "reason"))
}
