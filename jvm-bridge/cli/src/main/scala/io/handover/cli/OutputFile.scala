package io.handover.cli

import io.handover.{Fault, Owner}
import java.io.IOException
import java.nio.file.StandardCopyOption.REPLACE_EXISTING
import java.nio.file.{Files, Path}

/** Writes a file whole or not at all. */
private[cli] object OutputFile {

  /** Puts `bytes` at `path`, or says why not (HU106). */
  def write(path: Path, bytes: Array[Byte]): Either[Vector[Fault], Unit] = {
    val target = path.toAbsolutePath
    try {
      val unfinished = Files.createTempFile(target.getParent, ".handover", ".part")
      try {
        Files.write(unfinished, bytes): Unit
        Right(Files.move(unfinished, target, REPLACE_EXISTING): Unit)
      } finally Files.deleteIfExists(unfinished): Unit
    } catch {
      case refused: IOException =>
        Left(
          Vector(
            Fault(
              code = "HU106",
              message = s"the file cannot be written: $refused",
              owner = Owner.Environment,
              where = Some(path.toString),
              next = Some("Give a file in a directory that exists and can be written to.")
            )
          )
        )
    }
  }
}
