package io.handover.backends

import io.handover.bundle.{Accepted, ProfileRange}
import io.handover.evaluator.EvaluatorBackend
import io.handover.loading.{BackendLoader, LoadedBackend, RefusedByBackend}
import io.handover.onnxruntime.OnnxRuntimeBackend
import io.handover.{Backend, Bundle, Fault}
import java.nio.file.Path
import scala.util.Try

/** The address table: which backend an address means. A new kind is a case here and its module. */
object Backends {

  /** The backend at `address`, made for `bundle`.
    *
    * @param classpath
    *   where the classes of a backend given by name are
    * @param acceptRuntime
    *   why a runtime outside the bundle's profile is accepted; without it such a runtime is refused
    *   (HJ402), a backend's own as much as ours
    */
  def open(
      address: BackendAddress,
      classpath: Vector[Path],
      bundle: Bundle,
      acceptRuntime: Option[String]
  ): Either[Vector[Fault], OpenedBackend] = {
    val loaded = address match {
      case BackendAddress.Evaluator   => EvaluatorBackend.open(bundle).map(LoadedBackend.ours)
      case BackendAddress.OnnxRuntime =>
        OnnxRuntimeBackend.open(bundle, acceptRuntime).map(LoadedBackend.ours).left.map(Vector(_))
      case BackendAddress.OfClass(name) => BackendLoader.load(name, classpath, bundle)
    }
    loaded.flatMap(backend => judged(backend, bundle, acceptRuntime))
  }

  /** The bundle's model file beside a backend, to tell who is wrong: on ONNX Runtime, or without it
    * on the evaluator; none when neither runs the model.
    */
  def control(bundle: Bundle, acceptRuntime: Option[String]): Option[Backend] =
    OnnxRuntimeBackend.open(bundle, acceptRuntime) match {
      case Right(backend)                       => Some(backend)
      case Left(fault) if fault.code == "HJ401" => EvaluatorBackend.open(bundle).toOption
      case Left(fault)                          => throw new RefusedByBackend(fault)
    }

  private def judged(
      loaded: LoadedBackend,
      bundle: Bundle,
      acceptRuntime: Option[String]
  ): Either[Vector[Fault], OpenedBackend] = {
    // A backend that cannot say what it is has no runtime to judge; the verifier reports it.
    val runtime =
      Try(loaded.within(Option(loaded.implementation.info).flatMap(_.runtime))).toOption.flatten
    val fault = runtime.flatMap(ProfileRange.fault(_, bundle.manifest.profile))
    (fault, acceptRuntime) match {
      case (None, _)                     => Right(OpenedBackend(loaded, Vector.empty))
      case (Some(outside), Some(reason)) =>
        Right(OpenedBackend(loaded, Vector(Accepted(outside.code, reason, s"${outside.message}."))))
      case (Some(outside), None) =>
        loaded.close()
        Left(Vector(outside))
    }
  }
}
