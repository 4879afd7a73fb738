package io.handover.bundle

import io.handover.{Fault, Owner}

/** Holds a runtime to the bundle's profile (HJ402). */
private[handover] object ProfileRange {

  /** Why a runtime such as `onnxruntime 1.26.0` is outside the profile, or nothing.
    *
    * A backend that names no runtime, or another one than the profile's, is not judged by it. A
    * version in `except` is one whose answers are known to be wrong; one without numbers is
    * outside.
    */
  def fault(runtime: String, profile: Profile): Option[Fault] = {
    val (name, rest) = runtime.span(_ != ' ')
    val version = rest.trim
    if (version.isEmpty || !profile.runtime.contains(name)) None
    else
      reason(name, version, profile).map { why =>
        // With Python 3.10 a bundle is made with a runtime that is outside its own range.
        val made = profile.producedWith
          .filter(reason(name, _, profile).isEmpty)
          .getOrElse("inside the range")
        Fault(
          code = "HJ402",
          message = why,
          owner = Owner.Environment,
          expected = Some(s"$name ${span(profile)}"),
          found = Some(s"$name=$version"),
          next = Some(
            s"""Install $name $made, or accept this one with --accept HJ402 --reason "…"."""
          )
        )
      }
  }

  private def reason(name: String, version: String, profile: Profile): Option[String] = {
    val is = RuntimeVersion.parse(version)
    def bound(text: Option[String]): Option[RuntimeVersion] = text.flatMap(RuntimeVersion.parse)
    if (is.isEmpty) Some(s"$name $version has no version that can be compared")
    else if (profile.except.exists(text => is.zip(RuntimeVersion.parse(text)).exists(same)))
      Some(s"$name $version is known to answer wrongly and is refused by name")
    else if (is.zip(bound(profile.minimum)).exists { case (a, b) => a < b })
      Some(s"$name $version is older than the bundle allows")
    else if (is.zip(bound(profile.below)).exists { case (a, b) => a >= b })
      Some(s"$name $version is newer than the bundle allows")
    else None
  }

  private def same(pair: (RuntimeVersion, RuntimeVersion)): Boolean = pair._1.compare(pair._2) == 0

  private def span(profile: Profile): String = {
    val denied = Option.when(profile.except.nonEmpty)(s"not ${profile.except.mkString(", ")}")
    Vector(
      profile.minimum.map(">= " + _),
      profile.below.map("< " + _),
      denied
    ).flatten.mkString(", ")
  }
}
