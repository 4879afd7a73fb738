package io.handover.verdict

import io.handover.BackendInfo
import io.handover.json.Json

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
