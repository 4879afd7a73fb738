package io.handover.verdict

import io.handover.json.{Json, Shape}

/** The backend against itself: `repeat`, `shuffled`, `batch` or `threads`.
  *
  * @param differing
  *   how many vectors were answered otherwise than the first time
  * @param vectors
  *   the first of them, at most [[DeterminismCheck.Most]]
  */
final case class DeterminismCheck(
    check: String,
    status: Status,
    differing: Int,
    vectors: Vector[String],
    detail: String
) {

  /** The vectors in words, cut to `most`; empty where none differs. */
  def named(most: Int): String =
    vectors.take(most).mkString(", ") + (if (differing > most) ", …" else "")

  /** As the verdict writes it. */
  def json: Json = Json.obj(
    "check" -> Json.str(check),
    "status" -> Json.str(status.name),
    "differing" -> Json.int(differing.toLong),
    "vectors" -> Json.arr(vectors.map(Json.str)),
    "detail" -> Json.str(detail)
  )
}

object DeterminismCheck {

  /** How many differing vectors are named; `differing` counts all. */
  val Most: Int = 20

  /** Reads what `json` wrote. */
  private[verdict] def read(shape: Shape, path: String, json: Json): DeterminismCheck =
    DeterminismCheck(
      shape.text(json, path, "check"),
      Status.read(shape, path, json),
      shape.count(json, path, "differing").toInt,
      shape.texts(json, path, "vectors"),
      shape.text(json, path, "detail")
    )
}
