package io.handover

import io.handover.archive.{Digest, FileBytes, StrictZip}
import io.handover.bundle.{BundleManifest, BundleReader}
import io.handover.vectors.{TestVector, VectorHeader}
import java.nio.channels.FileChannel
import java.nio.file.{Path, StandardOpenOption}

/** A bundle that was read and found whole: model, contract and the vectors that prove it.
  *
  * @param path
  *   where it was read
  * @param sha256
  *   digest of the whole file
  */
final class Bundle private[handover] (
    val path: Path,
    val sha256: String,
    val manifest: BundleManifest,
    val contract: ModelContract,
    val header: VectorHeader,
    val vectors: Vector[TestVector]
) {

  /** The bytes of `model.onnx`, read anew and held to the digest again.
    *
    * @throws IllegalStateException
    *   when the file is no longer the one that was read
    */
  def modelBytes: Array[Byte] = {
    val channel = FileChannel.open(path, StandardOpenOption.READ)
    try {
      val file = new FileBytes(channel)
      val entries = StrictZip.entries(file).getOrElse(Vector.empty)
      val entry = entries.find(_.name == "model.onnx")
      val expected = manifest.files.get("model.onnx")
      val bytes = entry
        .filter(found => expected.exists(_.size == found.size))
        .map(found => file.read(found.start, found.size.toInt))
      bytes
        .filter(found => expected.exists(_.sha256 == Digest.of(found)))
        .getOrElse(throw new IllegalStateException(s"bundle=$path changed after it was read"))
    } finally channel.close()
  }

  override def toString: String = s"Bundle(${manifest.name} ${manifest.version}, $path)"
}

object Bundle {

  /** Reads the bundle at `path`, or says everything that is wrong with it; never throws. */
  def open(path: Path): Either[Vector[Fault], Bundle] = BundleReader.read(path)
}
