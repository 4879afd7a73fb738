package io.handover.onnxruntime

import io.handover.bundle.Profile
import io.handover.{Fault, Move}

/** Holds the loaded runtime to the bundle's profile (HJ402). */
private[onnxruntime] object ProfileRange {

  /** Why `version` is outside the profile, or nothing when it is inside.
    *
    * A version in `except` is one whose answers are known to be wrong; a version that cannot be
    * read is outside.
    */
  def fault(version: String, profile: Profile): Option[Fault] = {
    val loaded = RuntimeVersion.parse(version)
    def outside(bound: Option[String])(is: (RuntimeVersion, RuntimeVersion) => Boolean): Boolean =
      bound.exists(text =>
        !loaded.zip(RuntimeVersion.parse(text)).exists { case (a, b) => is(a, b) }
      )
    val excepted =
      profile.except.exists(text => loaded.exists(RuntimeVersion.parse(text).contains(_)))
    val refused = loaded.isEmpty || excepted ||
      outside(profile.minimum)(_ >= _) || outside(profile.below)(_ < _)
    Option.when(refused)(
      Fault(
        code = "HJ402",
        message =
          if (excepted)
            s"ONNX Runtime $version is refused by the bundle: its answers are known to be wrong"
          else s"ONNX Runtime $version is outside the bundle's profile",
        move = Move.Environment,
        where = Some("manifest.json profile.range"),
        expected = Some(s"onnxruntime=${range(profile)}"),
        found = Some(s"onnxruntime=$version"),
        next = Some(
          profile.producedWith.fold("use a version in the range")(made =>
            s"use $made, which recorded the bundle's answers"
          ) + """, or accept it: --accept HJ402 --reason "…""""
        )
      )
    )
  }

  private def range(profile: Profile): String = {
    val bounds = profile.minimum.map(">=" + _) ++ profile.below.map("<" + _)
    (bounds ++ profile.except.map("!=" + _)).mkString(",")
  }
}
