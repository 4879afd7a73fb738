package io.handover.testkit

import java.io.File
import java.net.URLClassLoader
import java.nio.file.Path

/** The classpath that the tests run with: that of their JVM, or where the tests share the JVM of
  * the build tool, that of the class loaders it made for them.
  */
private[testkit] object TestClasspath {

  /** Where the classes of `loader` are, in the order in which they are looked for. */
  def of(loader: ClassLoader): Vector[String] = {
    val chain = Iterator
      .iterate(Option(loader))(_.flatMap(each => Option(each.getParent)))
      .takeWhile(_.isDefined)
      .flatten
      .toVector
    chain.reverse.flatMap {
      case system if system == ClassLoader.getSystemClassLoader =>
        sys.props.getOrElse("java.class.path", "").split(File.pathSeparator).toVector
      case layer: URLClassLoader =>
        layer.getURLs.toVector.filter(_.getProtocol == "file").map(url =>
          Path.of(url.toURI).toString
        )
      case _ => Vector.empty
    }.filter(_.nonEmpty).distinct
  }
}
