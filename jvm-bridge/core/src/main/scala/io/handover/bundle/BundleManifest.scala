package io.handover.bundle

import scala.collection.immutable.VectorMap

/** `manifest.json`: what the bundle is, and size and digest of every file in it. */
final case class BundleManifest(
    name: String,
    version: String,
    contractSha256: String,
    files: VectorMap[String, BundleManifest.File],
    producedBy: Map[String, String],
    profile: Profile,
    accepted: Vector[Accepted]
)

object BundleManifest {

  /** The format this reader understands. */
  val Format: String = "handover-bundle/1"

  /** The manifest's own name in the bundle. */
  val Name: String = "manifest.json"

  /** What the manifest says about a file. */
  final case class File(size: Long, sha256: String)
}
