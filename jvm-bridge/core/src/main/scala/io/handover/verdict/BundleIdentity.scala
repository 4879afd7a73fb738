package io.handover.verdict

import io.handover.json.Json

/** Which bytes were verified. */
final case class BundleIdentity(
    name: String,
    version: String,
    sha256: String,
    contractSha256: String
) {

  /** As the verdict writes it. */
  def json: Json = Json.obj(
    "name" -> Json.str(name),
    "version" -> Json.str(version),
    "sha256" -> Json.str(sha256),
    "contractSha256" -> Json.str(contractSha256)
  )
}
