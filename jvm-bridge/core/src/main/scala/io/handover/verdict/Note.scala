package io.handover.verdict

import io.handover.json.Json

/** Something a reader should know that is no mismatch, such as rounding between the truths. */
final case class Note(cause: String, vectors: Long, sentence: String) {

  /** As the verdict writes it. */
  def json: Json = Json.obj(
    "cause" -> Json.str(cause),
    "vectors" -> Json.int(vectors),
    "sentence" -> Json.str(sentence)
  )
}
