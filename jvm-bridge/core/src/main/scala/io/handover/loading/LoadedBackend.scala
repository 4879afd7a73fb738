package io.handover.loading

import io.handover.{Backend, Fault, Implementation, Owner}
import java.net.URLClassLoader

/** An implementation together with the class loader its classes came from; closing it closes both.
  */
final class LoadedBackend private[loading] (
    val implementation: Implementation,
    classes: URLClassLoader
) extends AutoCloseable {

  /** What gives the model's answers; HJ205 when the class makes features only. */
  def backend: Either[Fault, Backend] = implementation match {
    case backend: Backend => Right(backend)
    case other            => Left(LoadedBackend.noAnswers(other))
  }

  /** Runs `body` as the backend's own code would run: libraries that look up classes through the
    * thread find the backend's classpath.
    */
  def within[A](body: => A): A = LoadedBackend.withContext(classes)(body)

  /** Closes the backend, then its class loader. */
  def close(): Unit =
    try within(implementation.close())
    finally classes.close()
}

object LoadedBackend {

  /** A backend that handover brings itself: its classes stay loaded. */
  def ours(backend: Backend): LoadedBackend =
    new LoadedBackend(backend, new URLClassLoader(Array.empty, getClass.getClassLoader))

  private def noAnswers(found: Implementation): Fault = Fault(
    code = "HJ205",
    message = "the class makes features only, it gives no answers",
    owner = Owner.BackendOwner,
    where = Some(found.getClass.getName),
    expected = Some("extends=io.handover.Backend"),
    found = Some("extends=io.handover.FeatureStep"),
    next = Some("Name a class that answers for the model; verify plays the features of this one.")
  )

  private[loading] def withContext[A](classes: ClassLoader)(body: => A): A = {
    val thread = Thread.currentThread
    val before = thread.getContextClassLoader
    thread.setContextClassLoader(classes)
    try body
    finally thread.setContextClassLoader(before)
  }
}
