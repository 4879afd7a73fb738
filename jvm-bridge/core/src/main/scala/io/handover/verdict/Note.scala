package io.handover.verdict

import io.handover.json.{Json, Shape}

/** Something a reader should know that is no mismatch, such as rounding between the truths. */
final case class Note(cause: String, vectors: Long, sentence: String) {

  /** As the verdict writes it. */
  def json: Json = Json.obj(
    "cause" -> Json.str(cause),
    "vectors" -> Json.int(vectors),
    "sentence" -> Json.str(sentence)
  )
}

object Note {

  /** Reads what `json` wrote. */
  private[verdict] def read(shape: Shape, path: String, json: Json): Note =
    Note(
      shape.text(json, path, "cause"),
      shape.count(json, path, "vectors"),
      shape.text(json, path, "sentence")
    )
}
