package io.handover.loading

import java.net.{URL, URLClassLoader}

/** Loads a backend's classes from its owner's classpath before handover's own.
  *
  * A backend is verified with the libraries it is deployed with: its own ONNX Runtime, its own JSON
  * library. Only what both sides must share comes from `parent` first: Java, the Scala library and
  * `io.handover`, without which a class could not be a `Backend` here.
  */
private[loading] final class BackendClassLoader(classpath: Array[URL], parent: ClassLoader)
    extends URLClassLoader("backend", classpath, parent) {

  override protected def loadClass(name: String, resolve: Boolean): Class[?] =
    if (BackendClassLoader.shared.exists(prefix => name.startsWith(prefix)))
      super.loadClass(name, resolve)
    else
      getClassLoadingLock(name).synchronized {
        val loaded = Option[Class[?]](findLoadedClass(name)).getOrElse {
          try findClass(name)
          catch { case _: ClassNotFoundException => super.loadClass(name, false) }
        }
        if (resolve) resolveClass(loaded)
        loaded
      }

  /** The backend's own resource, else handover's: natives must come from the jar of the class. */
  override def getResource(name: String): URL =
    Option(findResource(name)).getOrElse(super.getResource(name))
}

private[loading] object BackendClassLoader {
  private val shared = Vector("java.", "javax.", "jdk.", "sun.", "scala.", "io.handover.")
}
