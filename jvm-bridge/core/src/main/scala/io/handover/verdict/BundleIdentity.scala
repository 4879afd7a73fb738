package io.handover.verdict

import io.handover.json.{Json, Shape}

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

object BundleIdentity {

  /** Reads what `json` wrote. */
  private[verdict] def read(shape: Shape, path: String, json: Json): BundleIdentity =
    BundleIdentity(
      shape.text(json, path, "name"),
      shape.text(json, path, "version"),
      shape.text(json, path, "sha256"),
      shape.text(json, path, "contractSha256")
    )
}
