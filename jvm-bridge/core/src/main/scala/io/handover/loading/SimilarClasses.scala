package io.handover.loading

import java.io.IOException
import java.nio.file.{Files, Path}
import java.util.Locale
import java.util.zip.ZipFile
import scala.jdk.CollectionConverters.*
import scala.util.Using

/** The classes of a classpath that a mistyped name may have meant: same simple name, any package.
  */
private[loading] object SimilarClasses {

  // Enough to find a mistake, not to index a large classpath of libraries.
  private val most = 200000

  /** At most three class names from `classpath` whose last part is that of `name`, in any case. */
  def in(classpath: Vector[Path], name: String): Vector[String] = {
    val wanted = simple(name)
    classpath
      .flatMap(entry => if (Files.isDirectory(entry)) directory(entry) else jar(entry))
      .filter(candidate => simple(candidate) == wanted)
      .distinct
      .sorted
      .take(3)
  }

  private def simple(name: String): String =
    name.split('.').lastOption.getOrElse(name).toLowerCase(Locale.ROOT)

  private def directory(root: Path): Vector[String] =
    try
      Using.resource(Files.walk(root)) { paths =>
        paths.iterator.asScala.take(most).flatMap { path =>
          className(root.relativize(path).iterator.asScala.mkString("/"))
        }.toVector
      }
    catch { case _: IOException | _: java.io.UncheckedIOException => Vector.empty }

  private def jar(file: Path): Vector[String] =
    try
      Using.resource(new ZipFile(file.toFile)) { zip =>
        zip.entries.asScala.take(most).flatMap(entry => className(entry.getName)).toVector
      }
    catch { case _: IOException => Vector.empty }

  private def className(path: String): Option[String] =
    Option.when(path.endsWith(".class") && !path.contains("$"))(
      path.stripSuffix(".class").replace('/', '.')
    )
}
