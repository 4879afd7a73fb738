package io.handover

import io.handover.parity.{Control, ThrownError, Verification}
import io.handover.vectors.TestVector
import io.handover.verdict.Verdict
import scala.util.control.NonFatal

/** Plays a bundle's vectors against an implementation, a [[Backend]], a [[FeatureStep]] or both:
  * the same in a test, in an image and under Python.
  */
object Verifier {

  /** The verdict, or why nothing could be verified: unknown ids (HV201), no info (HV301).
    *
    * @param control
    *   the bundle's model file on ONNX Runtime, if it is there; asked for when the first vector
    *   fails, closed before the verdict is returned
    * @param third
    *   the same file on another implementation, which is asked when the runtime is the cause
    */
  def verify(bundle: Bundle, implementation: Implementation, settings: VerifySettings)(
      control: => Option[Backend],
      third: => Option[Backend] = None
  ): Either[Vector[Fault], Verdict] =
    for {
      vectors <- chosen(bundle.vectors, settings.only)
      info <- infoOf(implementation)
    } yield {
      val beside = new Control(control, bundle.contract)
      val opinion = new Control(third, bundle.contract)
      try new Verification(bundle, implementation, info, settings, beside, opinion).run(vectors)
      finally {
        beside.close()
        opinion.close()
      }
    }

  private def chosen(
      vectors: Vector[TestVector],
      only: Vector[String]
  ): Either[Vector[Fault], Vector[TestVector]] = {
    val unknown = only.distinct.diff(vectors.map(_.id))
    if (unknown.nonEmpty) Left(unknown.map(unknownId))
    else if (only.isEmpty) Right(vectors)
    else Right(vectors.filter(vector => only.contains(vector.id)))
  }

  /** HV201: a vector that the bundle does not have. */
  private[handover] def unknownId(id: String): Fault = Fault(
    "HV201",
    "no vector of the bundle has this id",
    Owner.BackendOwner,
    found = Some(s"id=$id"),
    next = Some("Take the id from a report; ids change when a bundle is exported anew.")
  )

  private def infoOf(backend: Implementation): Either[Vector[Fault], BackendInfo] = {
    val found =
      try Option(backend.info).toRight("it is null")
      catch {
        case NonFatal(thrown) =>
          Left(s"${thrown.getClass.getName}: ${ThrownError.firstLine(thrown)}")
        case broken: LinkageError =>
          Left(s"${broken.getClass.getName}: ${ThrownError.firstLine(broken)}")
      }
    found.left.map { why =>
      Vector(
        Fault(
          "HV301",
          s"the backend does not say what it is: $why",
          Owner.BackendOwner,
          Some(backend.getClass.getName),
          next = Some("Make info return a BackendInfo.")
        )
      )
    }
  }
}
