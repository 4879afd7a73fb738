package io.handover.bundle

import io.handover.archive.{BundleFault, FileBytes, Limits, StrictZip}
import io.handover.contract.ContractReader
import io.handover.json.Json
import io.handover.vectors.{HeaderReader, TestVector, VectorHeader}
import io.handover.{Bundle, Fault, ModelContract}
import java.io.{EOFException, IOException}
import java.nio.channels.FileChannel
import java.nio.file.{NoSuchFileException, Path, StandardOpenOption}

/** Reads a bundle and distrusts everything in it.
  *
  * Stages: archive, manifest, digests, contents. A stage reports all it finds; the next one is only
  * entered when there was nothing, since it would judge what is not what it seems.
  */
private[handover] object BundleReader {

  /** The bundle at `path`, or everything that is wrong with it. */
  def read(path: Path): Either[Vector[Fault], Bundle] =
    try {
      val channel = FileChannel.open(path, StandardOpenOption.READ)
      try opened(path, new FileBytes(channel))
      finally channel.close()
    } catch {
      case _: NoSuchFileException => unreadable(path, "there is no such file")
      case _: EOFException        => unreadable(path, "the file got shorter while it was read")
      case broken: IOException => unreadable(path, s"the file cannot be read: ${broken.getMessage}")
    }

  private def unreadable(path: Path, message: String): Either[Vector[Fault], Bundle] =
    Left(Vector(BundleFault("HB101", message, path.toString, next = "Check the path.")))

  private def opened(path: Path, file: FileBytes): Either[Vector[Fault], Bundle] =
    for {
      entries <- StrictZip.entries(file)
      archive = new Archive(file, entries)
      manifest <- manifestOf(archive)
      _ <- none(Inventory.faults(archive, manifest))
      contents <- contentsOf(archive, manifest)
      (contract, header, vectors) = contents
    } yield {
      val (_, sha256) = file.checksums(0L, file.size)
      new Bundle(path, sha256, manifest, contract, header, vectors)
    }

  private def manifestOf(archive: Archive): Either[Vector[Fault], BundleManifest] = {
    val json = for {
      entry <- archive
        .entry(BundleManifest.Name)
        .toRight(BundleFault("HB201", "the bundle has no manifest", BundleManifest.Name))
      _ <- archive.bytes(entry, Limits.Manifest)
      _ <- archive.digest(entry)
      read <- archive.json(entry, Limits.Manifest)
    } yield read
    json.left.map(Vector(_)).flatMap(ManifestReader.read)
  }

  private def contentsOf(
      archive: Archive,
      manifest: BundleManifest
  ): Either[Vector[Fault], (ModelContract, VectorHeader, Vector[TestVector])] = {
    val contract = contractOf(archive, manifest)
    val model = archive
      .entry("model.onnx")
      .fold(Vector.empty[Fault])(ModelCheck.faults(archive, _, manifest.contractSha256))
    val asides = Vector("metrics.json", "baseline.json").flatMap(archive.entry).flatMap { entry =>
      archive.json(entry).left.toOption
    }
    val headerJson = document(archive, HeaderReader.Name)
    val read = for {
      agreed <- contract
      header <- headerJson.flatMap(HeaderReader.read(_, agreed))
      vectors <- new VectorFiles(archive, agreed).read(header)
    } yield (agreed, header, vectors)
    val unread = if (contract.isLeft) headerJson.left.getOrElse(Vector.empty) else Vector.empty
    val faults = read.left.getOrElse(Vector.empty) ++ unread ++ model ++ asides
    read.left.map(_ => faults).flatMap(found => none(faults).map(_ => found))
  }

  private def contractOf(
      archive: Archive,
      manifest: BundleManifest
  ): Either[Vector[Fault], ModelContract] = {
    val sha256 = manifest.files.get("contract.json").fold("")(_.sha256)
    if (sha256 != manifest.contractSha256)
      Left(
        Vector(
          BundleFault(
            "HB401",
            "contract.json is not the contract that the manifest names",
            "contract.json",
            Some(s"sha256=${manifest.contractSha256}"),
            Some(s"sha256=$sha256")
          )
        )
      )
    else document(archive, "contract.json").flatMap(ContractReader.read(_, sha256))
  }

  private def document(archive: Archive, name: String): Either[Vector[Fault], Json] =
    archive
      .entry(name)
      .toRight(BundleFault("HB202", "not in the bundle", name))
      .flatMap(archive.json(_))
      .left
      .map(Vector(_))

  private def none(faults: Vector[Fault]): Either[Vector[Fault], Unit] =
    if (faults.isEmpty) Right(()) else Left(faults)
}
