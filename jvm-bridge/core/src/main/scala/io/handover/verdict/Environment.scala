package io.handover.verdict

import io.handover.HandoverVersion
import io.handover.json.{Json, Shape}
import java.util.Locale

/** Where the verifier ran. */
final case class Environment(runtime: String, os: String, locale: String, handover: String) {

  /** As the verdict writes it. */
  def json: Json = Json.obj(
    "language" -> Json.str("scala"),
    "runtime" -> Json.str(runtime),
    "os" -> Json.str(os),
    "locale" -> Json.str(locale),
    "handover" -> Json.str(handover)
  )
}

object Environment {

  /** This JVM. */
  def here: Environment = Environment(
    s"java ${property("java.version")}",
    s"${property("os.name")} ${property("os.arch")}",
    Locale.getDefault.toLanguageTag,
    HandoverVersion.current
  )

  /** Reads what `json` wrote. */
  private[verdict] def read(shape: Shape, path: String, json: Json): Environment =
    Environment(
      shape.text(json, path, "runtime"),
      shape.text(json, path, "os"),
      shape.text(json, path, "locale"),
      shape.text(json, path, "handover")
    )

  private def property(name: String): String = Option(System.getProperty(name)).getOrElse("unknown")
}
