package io.handover.verdict

import io.handover.BackendInfo
import io.handover.json.{Json, Shape}

/** Who answered: the address it was called by, and what it says about itself. */
final case class BackendIdentity(address: String, info: BackendInfo) {

  /** As the verdict writes it. */
  def json: Json = Json.obj(
    "address" -> Json.str(address),
    "name" -> Json.str(info.name),
    "version" -> Json.str(info.version),
    "runtime" -> Json.optional(info.runtime),
    "runsModelFile" -> Json.Bool(info.runsModelFile),
    "enforcesInputRules" -> Json.Bool(info.enforcesInputRules)
  )
}

object BackendIdentity {

  /** Reads what `json` wrote. */
  private[verdict] def read(shape: Shape, path: String, json: Json): BackendIdentity =
    BackendIdentity(
      shape.text(json, path, "address"),
      BackendInfo(
        shape.text(json, path, "name"),
        shape.text(json, path, "version"),
        shape.optionalText(json, path, "runtime"),
        shape.flag(json, path, "runsModelFile"),
        shape.flag(json, path, "enforcesInputRules")
      )
    )
}
