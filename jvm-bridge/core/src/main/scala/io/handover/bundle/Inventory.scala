package io.handover.bundle

import io.handover.Fault
import io.handover.archive.{BundleFault, Entry}

/** Holds what is in the archive to what the manifest lists: HB202 to HB205, all at once. */
private[bundle] object Inventory {

  /** Files every bundle has. */
  val Required: Vector[String] = Vector("contract.json", "model.onnx", "vectors/header.json")

  /** Everything that does not fit. */
  def faults(archive: Archive, manifest: BundleManifest): Vector[Fault] = {
    val listed = manifest.files.keySet
    val required = Required.filterNot(listed).map { name =>
      BundleFault("HB202", "every bundle has this file, this one does not list it", name)
    }
    val unlisted =
      archive.names.filterNot(name => name == BundleManifest.Name || listed(name)).map { name =>
        BundleFault("HB203", "the manifest does not list this file", name)
      }
    val listedFaults = manifest.files.toVector.flatMap { case (name, file) =>
      archive.entry(name) match {
        case None        => Vector(BundleFault("HB202", "listed, but not in the bundle", name))
        case Some(entry) => contentFault(archive, entry, file).toVector
      }
    }
    required ++ unlisted ++ listedFaults
  }

  private def contentFault(
      archive: Archive,
      entry: Entry,
      file: BundleManifest.File
  ): Option[Fault] =
    if (entry.size != file.size)
      Some(
        BundleFault(
          "HB204",
          "size differs from the manifest's",
          entry.name,
          Some(s"size=${file.size}"),
          Some(s"size=${entry.size}")
        )
      )
    else
      archive.digest(entry) match {
        case Left(fault)                            => Some(fault)
        case Right(sha256) if sha256 != file.sha256 =>
          Some(
            BundleFault(
              "HB205",
              "digest differs from the manifest's",
              entry.name,
              Some(s"sha256=${file.sha256}"),
              Some(s"sha256=$sha256")
            )
          )
        case Right(_) => None
      }
}
