package io.handover.gateway

import io.handover.backends.{BackendAddress, Backends, OpenedBackend, Request}
import io.handover.{Bundle, Fault}
import java.io.IOException
import java.nio.file.{Files, Path}

/** The bundle and backend that were asked for last, kept open for the next call.
  *
  * Opening takes longer than scoring a batch. A file that was written anew since is opened anew.
  * One call at a time: a backend is never closed under another one's hands.
  */
private[gateway] final class Session extends AutoCloseable {
  private var held: Option[(Session.Key, Session.Opened)] = None

  /** What `body` makes of the bundle and backend of `key`, or why they do not open. */
  def use[A](key: Session.Key)(
      body: Session.Opened => Either[Vector[Fault], A]
  ): Either[Vector[Fault], A] = synchronized {
    val found = held.collect { case (`key`, opened) => opened }
    found.fold(open(key))(Right(_)).flatMap(body)
  }

  /** Gives the backend back. */
  def close(): Unit = synchronized {
    val closed = held
    held = None
    closed.foreach(_._2.backend.close())
  }

  private def open(key: Session.Key): Either[Vector[Fault], Session.Opened] = {
    close()
    for {
      bundle <- Bundle.open(key.bundle)
      backend <- Backends.open(key.address, key.classpath, bundle, key.acceptRuntime)
    } yield {
      val opened = Session.Opened(bundle, backend)
      held = Some(key -> opened)
      opened
    }
  }
}

private[gateway] object Session {

  /** What was opened. */
  final case class Opened(bundle: Bundle, backend: OpenedBackend)

  /** What is asked for; `stamp` tells a file from one that took its place. */
  final case class Key(
      bundle: Path,
      stamp: Vector[Long],
      address: BackendAddress,
      classpath: Vector[Path],
      acceptRuntime: Option[String]
  )

  /** The key of a request. */
  def key(asked: Request): Either[Vector[Fault], Key] =
    for {
      bundle <- asked.path("bundle")
      address <- asked.address
      classpath <- asked.paths("classpath")
    } yield Key(bundle, stamp(bundle +: classpath), address, classpath, asked.acceptRuntime)

  private def stamp(files: Vector[Path]): Vector[Long] = files.flatMap { file =>
    try Vector(Files.size(file), Files.getLastModifiedTime(file).toMillis)
    catch { case _: IOException => Vector.empty }
  }
}
