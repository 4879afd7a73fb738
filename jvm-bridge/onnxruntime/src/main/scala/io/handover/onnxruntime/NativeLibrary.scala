package io.handover.onnxruntime

import ai.onnxruntime.OrtEnvironment
import io.handover.{Fault, Owner}
import java.nio.file.{Files, Path}
import scala.util.control.NonFatal

/** ONNX Runtime's native library, loaded once in a JVM.
  *
  * It is the one in the Maven jar, or the file that the system property
  * `handover.onnxruntime.library` names: the Python package passes the library of its own wheel, so
  * that both sides run the very same build. The JNI bridge to it always comes from the classpath.
  * Refused by name: no library (HJ401), one that does not load here (HJ403).
  */
object NativeLibrary {

  /** The system property with the path of the library to load. */
  val property: String = "handover.onnxruntime.library"

  // What ONNX Runtime's own loader reads. Set while it loads and not longer: a backend that brings
  // an ONNX Runtime of its own must get the library it brought.
  private val loaderProperty = "onnxruntime.native.onnxruntime.path"

  /** The environment of the loaded library, or why there is none; the same at every call. */
  lazy val environment: Either[Fault, OrtEnvironment] =
    sys.props.get(property).map(Path.of(_)) match {
      case None if !isInJar                         => Left(noLibrary)
      case None                                     => load("the classpath")
      case Some(file) if !Files.isRegularFile(file) => Left(noFile(file))
      case Some(file)                               =>
        System.setProperty(loaderProperty, file.toAbsolutePath.toString)
        try load(file.toString)
        finally System.clearProperty(loaderProperty): Unit
    }

  private def load(from: String): Either[Fault, OrtEnvironment] =
    try Right(DeepStack(() => OrtEnvironment.getEnvironment()))
    catch {
      case error: LinkageError => Left(doesNotLoad(from, rootOf(error)))
      case NonFatal(error)     => Left(doesNotLoad(from, rootOf(error)))
    }

  private def rootOf(error: Throwable): Throwable =
    Iterator.iterate(error)(_.getCause).takeWhile(_ != null).take(16).toVector.last

  private def isInJar: Boolean = {
    val directory = s"/ai/onnxruntime/native/${Platform.name}"
    Option(
      classOf[OrtEnvironment].getResource(s"$directory/${System.mapLibraryName("onnxruntime")}")
    )
      .isDefined
  }

  private def noLibrary: Fault = Fault(
    code = "HJ401",
    message = s"ONNX Runtime's native library for ${Platform.name} is not on the classpath",
    owner = Owner.Environment,
    next = Some(
      "Add com.microsoft.onnxruntime:onnxruntime to the classpath, or install the Python package " +
        "onnxruntime of the same version, whose library is then used."
    )
  )

  private def noFile(file: Path): Fault = Fault(
    code = "HJ401",
    message = "ONNX Runtime's native library is not there",
    owner = Owner.Environment,
    where = Some(file.toString),
    next = Some(s"Mend the system property $property, or leave it out to use the Maven jar.")
  )

  private def doesNotLoad(from: String, cause: Throwable): Fault = Fault(
    code = "HJ403",
    message = s"ONNX Runtime's native library does not load on ${Platform.name}: $cause",
    owner = Owner.Environment,
    where = Some(from),
    next = Some(
      "Its wheel and jar need glibc (not musl) on Linux and the version this JVM was built " +
        "against; the message above names what is missing."
    )
  )
}
