package io.handover.backends

import io.handover.evaluator.EvaluatorBackend
import io.handover.json.Json
import io.handover.verdict.Verdict
import io.handover.{Bundle, Fault, Verifier, VerifySettings}
import java.nio.file.Path
import scala.util.Using

/** A verification as a parent process asks a JVM for it: paths and words in, a verdict out.
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
  def run(): Either[Vector[Fault], Verdict] = Bundle.open(bundle).flatMap(verify)

  /** As a parent sends it; `progress` stays behind. */
  private[handover] def json: Json = Json.obj(
    "bundle" -> Json.str(bundle.toString),
    "backend" -> Json.str(address.text),
    "classpath" -> Json.arr(classpath.map(entry => Json.str(entry.toString))),
    "only" -> Json.arr(only.map(Json.str)),
    "acceptRuntime" -> acceptRuntime.fold[Json](Json.Null)(why =>
      Json.obj("reason" -> Json.str(why))
    )
  )

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

  /** The verification that a parent asks for. */
  private[handover] def read(asked: Request): Either[Vector[Fault], VerifyRequest] =
    for {
      bundle <- asked.path("bundle")
      address <- asked.address
      classpath <- asked.paths("classpath")
    } yield VerifyRequest(bundle, address, classpath, asked.texts("only"), asked.acceptRuntime)
}
