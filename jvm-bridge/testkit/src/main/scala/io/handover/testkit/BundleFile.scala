package io.handover.testkit

import io.handover.{Fault, Owner}
import java.io.InputStream
import java.nio.file.{Files, Path, StandardCopyOption}
import scala.util.Using

/** A bundle by name: a file, or a resource of the test classpath. */
private[testkit] object BundleFile {

  /** The file; a resource is copied to a temporary one, which goes with the JVM. */
  def find(name: String): Either[Vector[Fault], Path] = {
    val file = Path.of(name)
    if (Files.isRegularFile(file)) Right(file)
    else
      Option(Thread.currentThread.getContextClassLoader.getResourceAsStream(name)) match {
        case Some(resource) => Right(copied(resource))
        case None           => Left(Vector(missing(name)))
      }
  }

  private def copied(resource: InputStream): Path = Using.resource(resource) { bytes =>
    val copy = Files.createTempFile("handover-", ".handover")
    copy.toFile.deleteOnExit()
    Files.copy(bytes, copy, StandardCopyOption.REPLACE_EXISTING)
    copy
  }

  private def missing(name: String): Fault = Fault(
    code = "HB101",
    message = "no such bundle, neither as a file nor as a resource",
    owner = Owner.BackendOwner,
    where = Some(name),
    found = Some(s"directory=${Path.of("").toAbsolutePath}"),
    next = Some("Give the path from the directory the tests run in, or put it into resources.")
  )
}
