package io.handover.bundle

import io.handover.json.{Json, Shape}

/** A known deviation that somebody accepted with a reason; every report shows it.
  *
  * @param id
  *   what was accepted, such as `HX203`
  * @param what
  *   the deviation in one sentence
  */
final case class Accepted(id: String, reason: String, what: String) {

  /** As manifest and verdict write it. */
  def json: Json =
    Json.obj("id" -> Json.str(id), "reason" -> Json.str(reason), "what" -> Json.str(what))
}

private[handover] object Accepted {

  /** Reads one; what is missing is noted in `shape`. */
  def read(shape: Shape, path: String, json: Json): Accepted =
    Accepted(
      shape.text(json, path, "id"),
      shape.text(json, path, "reason"),
      json.get("what").flatMap(_.text).getOrElse("")
    )
}
