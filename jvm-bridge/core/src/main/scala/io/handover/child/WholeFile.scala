package io.handover.child

import java.nio.file.StandardCopyOption.{ATOMIC_MOVE, REPLACE_EXISTING}
import java.nio.file.{Files, Path}

/** Writes a file whole or not at all. */
private[handover] object WholeFile {

  /** Puts `bytes` at `path` in one step. */
  def write(path: Path, bytes: Array[Byte]): Unit = {
    val unfinished = path.resolveSibling(s"${path.getFileName}.${ProcessHandle.current.pid}.part")
    try {
      Files.write(unfinished, bytes): Unit
      Files.move(unfinished, path, ATOMIC_MOVE, REPLACE_EXISTING): Unit
    } finally Files.deleteIfExists(unfinished): Unit
  }
}
