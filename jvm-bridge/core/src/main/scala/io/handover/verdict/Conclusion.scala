package io.handover.verdict

import io.handover.Move
import io.handover.json.Json

/** Which side is wrong, in one sentence, and whose move it is. */
final case class Conclusion(name: String, sentence: String, move: Move) {

  /** As the verdict writes it. */
  def json: Json = Json.obj(
    "name" -> Json.str(name),
    "sentence" -> Json.str(sentence),
    "move" -> Json.str(move.name)
  )
}
