package io.handover.verdict

import io.handover.Owner
import io.handover.json.{Json, Shape}

/** Which side is wrong, in one sentence, and who has to act. */
final case class Conclusion(name: String, sentence: String, owner: Owner) {

  /** As the verdict writes it. */
  def json: Json = Json.obj(
    "name" -> Json.str(name),
    "sentence" -> Json.str(sentence),
    "owner" -> Json.str(owner.name)
  )
}

object Conclusion {

  /** Reads what `json` wrote. */
  private[verdict] def read(shape: Shape, path: String, json: Json): Conclusion =
    Conclusion(
      shape.text(json, path, "name"),
      shape.text(json, path, "sentence"),
      shape.one(json, path, "owner", "one who has to act", Owner.Handover: Owner)(
        _.text.flatMap(Owner.parse)
      )
    )
}
