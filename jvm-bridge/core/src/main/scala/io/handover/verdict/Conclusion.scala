package io.handover.verdict

import io.handover.Owner
import io.handover.json.Json

/** Which side is wrong, in one sentence, and who has to act. */
final case class Conclusion(name: String, sentence: String, owner: Owner) {

  /** As the verdict writes it. */
  def json: Json = Json.obj(
    "name" -> Json.str(name),
    "sentence" -> Json.str(sentence),
    "owner" -> Json.str(owner.name)
  )
}
