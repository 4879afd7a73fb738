package io.handover.verdict

import io.handover.json.Json

/** The backend against itself: `repeat`, `shuffled`, `batch` or `threads`.
  *
  * @param differing
  *   how many vectors were answered otherwise than the first time
  * @param first
  *   the first of them
  */
final case class DeterminismCheck(
    check: String,
    status: Status,
    differing: Int,
    first: Option[String],
    detail: String
) {

  /** As the verdict writes it. */
  def json: Json = Json.obj(
    "check" -> Json.str(check),
    "status" -> Json.str(status.name),
    "differing" -> Json.int(differing.toLong),
    "first" -> Json.optional(first),
    "detail" -> Json.str(detail)
  )
}
