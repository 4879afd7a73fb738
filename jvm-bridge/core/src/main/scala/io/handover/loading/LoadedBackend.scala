package io.handover.loading

import io.handover.Backend
import java.net.URLClassLoader

/** A backend together with the class loader its classes came from; closing it closes both. */
final class LoadedBackend private[loading] (val backend: Backend, classes: URLClassLoader)
    extends AutoCloseable {

  /** Runs `body` as the backend's own code would run: libraries that look up classes through the
    * thread find the backend's classpath.
    */
  def within[A](body: => A): A = LoadedBackend.withContext(classes)(body)

  /** Closes the backend, then its class loader. */
  def close(): Unit =
    try within(backend.close())
    finally classes.close()
}

object LoadedBackend {

  /** A backend that handover brings itself: its classes stay loaded. */
  def ours(backend: Backend): LoadedBackend =
    new LoadedBackend(backend, new URLClassLoader(Array.empty, getClass.getClassLoader))

  private[loading] def withContext[A](classes: ClassLoader)(body: => A): A = {
    val thread = Thread.currentThread
    val before = thread.getContextClassLoader
    thread.setContextClassLoader(classes)
    try body
    finally thread.setContextClassLoader(before)
  }
}
