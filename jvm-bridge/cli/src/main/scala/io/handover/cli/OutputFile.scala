package io.handover.cli

import io.handover.json.JsonReader
import io.handover.{Fault, Owner}
import java.io.IOException
import java.nio.charset.StandardCharsets.UTF_8
import java.nio.file.StandardCopyOption.REPLACE_EXISTING
import java.nio.file.{Files, LinkOption, Path}
import scala.util.Using

/** A file that a report goes to, looked at before anything runs: whatever else stands there is left
  * as it is.
  *
  * The table is `tests/shared/output_files.json`.
  */
private[cli] final case class OutputFile(path: Path, kind: OutputFile.Kind) {

  /** Why nothing can be written here: HU121 no regular file, HU122 a file of somebody else, which
    * `force` replaces, HU123 no folder around it.
    */
  def fault(force: Boolean): Option[Fault] =
    if (!Files.isDirectory(folder))
      refused("HU123", "the folder of the file is not there", s"folder=$folder", "Make it first.")
    else if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) None
    else if (!Files.isRegularFile(path))
      refused(
        "HU121",
        "something that is no file has this name",
        s"kind=${if (Files.isDirectory(path)) "folder" else "special"}",
        "Give the name of a file."
      )
    else if (force || Files.size(path) == 0 || kind.isOurs(path)) None // as mktemp leaves it
    else
      refused(
        "HU122",
        "the file is there already, and it is no report of this kind",
        s"size=${Files.size(path)}",
        "Give another name, or --force to replace it."
      )

  /** Writes the file whole or not at all; HB501 when the system refuses. */
  def write(bytes: Array[Byte]): Either[Vector[Fault], Unit] =
    try {
      val unfinished = Files.createTempFile(folder, ".handover", ".part")
      try {
        Files.write(unfinished, bytes): Unit
        Right(Files.move(unfinished, path, REPLACE_EXISTING): Unit)
      } finally Files.deleteIfExists(unfinished): Unit
    } catch { case refused: IOException => Left(Vector(unwritable(refused))) }

  private def folder: Path = path.toAbsolutePath.getParent

  private def refused(
      code: String,
      message: String,
      found: String,
      next: String
  ): Option[Fault] =
    Some(
      Fault(code, message, Owner.BackendOwner, Some(path.toString), None, Some(found), Some(next))
    )

  private def unwritable(thrown: IOException): Fault = Fault(
    code = "HB501",
    message = "the file cannot be written; nothing was changed",
    owner = Owner.Environment,
    where = Some(path.toString),
    found = Some(thrown.toString),
    next = Some("Free space or choose another folder, then run the command again.")
  )
}

private[cli] object OutputFile {

  /** What a report is written as. */
  sealed trait Kind {

    /** Whether the file is a report of this kind, which a new one may replace. */
    def isOurs(path: Path): Boolean
  }

  /** JSON with a `format` of ours. */
  case object Json extends Kind {
    def isOurs(path: Path): Boolean =
      Files.size(path) <= longest && read(path, longest).exists { bytes =>
        JsonReader.read(bytes, path.toString).toOption
          .flatMap(_.get("format"))
          .flatMap(_.text)
          .exists(_.startsWith("handover-"))
      }
  }

  /** JUnit XML with the digest of a bundle among its properties. */
  case object JUnit extends Kind {
    def isOurs(path: Path): Boolean = read(path, start).exists { bytes =>
      val text = new String(bytes, UTF_8)
      text.startsWith("<?xml ") && text.contains("<property name=\"handover.bundle.sha256\"")
    }
  }

  private val longest = 64 * 1024 * 1024
  private val start = 64 * 1024

  private def read(path: Path, most: Int): Option[Array[Byte]] =
    try Some(Using.resource(Files.newInputStream(path))(_.readNBytes(most)))
    catch { case _: IOException => None }
}
