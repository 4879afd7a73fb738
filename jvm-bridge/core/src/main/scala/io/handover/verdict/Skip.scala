package io.handover.verdict

import io.handover.json.Json

/** Something that was not run, and why. */
final case class Skip(what: String, reason: String) {

  /** As the verdict writes it. */
  def json: Json = Json.obj("what" -> Json.str(what), "reason" -> Json.str(reason))
}
