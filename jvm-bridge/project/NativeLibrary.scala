import java.util.Locale
import sbt._
import sbt.util.Logger

/** ONNX Runtime's native library, out of the Maven jar: what a checkout's gateway loads where the
  * Python wheel is of another version (ADR 0005).
  */
object NativeLibrary {

  /** The task that leaves the library for this platform, alone, in `target/native`. */
  val nativeLibrary = taskKey[Unit]("ONNX Runtime's native library for this platform")

  /** Fills `folder` from the jars of `classpath`; it is empty for a platform that they lack. */
  def extract(classpath: Seq[File], folder: File, log: Logger): Unit = {
    val name = System.mapLibraryName("onnxruntime")
    val entry = s"ai/onnxruntime/native/$platform/$name"
    IO.delete(folder)
    IO.createDirectory(folder)
    IO.withTemporaryDirectory { whole =>
      val jars = classpath.filter(_.getName.startsWith("onnxruntime"))
      val found = jars.flatMap(IO.unzip(_, whole, new ExactFilter(entry)))
      found.foreach(IO.move(_, folder / name))
      if (found.isEmpty) log.warn(s"ONNX Runtime's Maven jar has no $entry")
    }
  }

  // As `Platform` of the module names it.
  private def platform: String = {
    val os = sys.props("os.name").toLowerCase(Locale.ROOT) match {
      case name if name.startsWith("mac")     => "osx"
      case name if name.startsWith("windows") => "win"
      case _                                  => "linux"
    }
    s"$os-${if (sys.props("os.arch") == "aarch64") "aarch64" else "x64"}"
  }
}
