package io.handover.child

import java.io.IOException
import java.nio.file.{Files, Path}
import scala.jdk.CollectionConverters.*
import scala.util.Using

/** A temporary folder that only this user reads. */
private[child] object PrivateFolder {

  /** A new one. */
  def make(): Path = Files.createTempDirectory("handover-jvm-")

  /** Deletes it with all that is in it; what cannot be deleted stays. */
  def delete(folder: Path): Unit =
    try
      Using.resource(Files.walk(folder)) { paths =>
        paths.iterator.asScala.toVector.reverse.foreach(Files.deleteIfExists(_): Unit)
      }
    catch { case _: IOException => () }
}
