package io.handover.verdict

import io.handover.json.{Json, Shape}

/** The vectors of one flag: which bug they catch and what it would do in production. */
final case class Group(flag: String, catches: String, effect: String, counts: Counts) {

  /** As the verdict writes it. */
  def json: Json = {
    val told =
      Vector("flag" -> flag, "catches" -> catches, "effect" -> effect).map { case (name, text) =>
        name -> Json.str(text)
      }
    Json.obj((told ++ counts.fields)*)
  }
}

object Group {

  /** Reads what `json` wrote. */
  private[verdict] def read(shape: Shape, path: String, json: Json): Group =
    Group(
      shape.text(json, path, "flag"),
      shape.text(json, path, "catches"),
      shape.text(json, path, "effect"),
      Counts.read(shape, path, json)
    )
}
