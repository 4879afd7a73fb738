package io.handover.backends

import io.handover.evaluator.EvaluatorBackend
import io.handover.verdict.Verdict
import io.handover.{Bundle, Fault, Owner, Verifier, VerifySettings}
import java.nio.file.Path
import scala.util.Using

/** A verification as gateway and command line ask for it: paths and words in, a verdict out.
  *
  * @param only
  *   ids of the vectors to play; all when empty
  * @param acceptRuntime
  *   why a runtime outside the bundle's profile is accepted
  * @param progress
  *   called with (done, total) after each vector
  */
final case class VerifyRequest(
    bundle: Path,
    address: BackendAddress,
    classpath: Vector[Path] = Vector.empty,
    only: Vector[String] = Vector.empty,
    acceptRuntime: Option[String] = None,
    progress: (Int, Int) => Unit = (_, _) => ()
) {

  /** The verdict, or why there is none; the backend is closed again. */
  def run(): Either[Vector[Fault], Verdict] =
    try Bundle.open(bundle).flatMap(verify)
    catch { case error: OutOfMemoryError => Left(Vector(VerifyRequest.noMemory(error))) }

  private def verify(opened: Bundle): Either[Vector[Fault], Verdict] =
    Backends.open(address, classpath, opened, acceptRuntime).flatMap { backend =>
      Using.resource(backend) { _ =>
        val settings = VerifySettings(address.text, only, backend.accepted, progress)
        backend.loaded.within {
          Verifier.verify(opened, backend.loaded.implementation, settings)(
            Backends.control(opened, acceptRuntime),
            EvaluatorBackend.open(opened).toOption
          )
        }
      }
    }
}

object VerifyRequest {

  /** The fault of a JVM that ran out of memory while a backend answered (HJ302). */
  def noMemory(error: OutOfMemoryError): Fault = Fault(
    code = "HJ302",
    message = s"the JVM ran out of memory: ${error.getMessage}",
    owner = Owner.BackendOwner,
    expected = Some(s"heap=${Runtime.getRuntime.maxMemory >> 20} MiB"),
    next = Some("Find what the backend holds on to, or give the JVM more memory (-Xmx).")
  )
}
