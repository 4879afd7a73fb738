package io.handover.onnxruntime

import ai.onnxruntime.OrtException
import io.handover.bundle.ProfileRange
import io.handover.loading.RefusedByBackend
import io.handover.{Backend, BackendInfo, Batch, Bundle, Fault, Owner}

/** The bundle's own `model.onnx` on ONNX Runtime: the reference every other backend is held to.
  *
  * {{{
  * val backend = new OnnxRuntimeBackend(bundle)
  * try backend.score(batch) finally backend.close()
  * }}}
  *
  * @throws io.handover.loading.RefusedByBackend
  *   with the fault, when the runtime is missing, does not load or is outside the bundle's profile;
  *   [[OnnxRuntimeBackend.open]] gives it as a value
  */
final class OnnxRuntimeBackend private (opened: Either[Fault, OnnxRuntimeBackend.Opened])
    extends Backend {

  /** The bundle's model on a runtime that the bundle's profile allows. */
  def this(bundle: Bundle) = this(OnnxRuntimeBackend.prepare(bundle, None))

  private val (version, model) =
    opened.fold(fault => throw new RefusedByBackend(fault), o => (o.version, o.model))

  /** Name, and the version of the loaded native library. */
  def info: BackendInfo = BackendInfo(
    name = "onnxruntime",
    version = version,
    runtime = Some(s"onnxruntime $version"),
    runsModelFile = true
  )

  /** The model's answers; may be called from several threads. */
  def score(batch: Batch): Batch = model.score(batch)

  /** Gives the session's memory back. */
  override def close(): Unit = model.close()
}

object OnnxRuntimeBackend {

  private[onnxruntime] final case class Opened(version: String, model: OnnxModel)

  /** The backend for `bundle`, or why there is none.
    *
    * @param acceptRuntime
    *   why a runtime outside the bundle's profile is accepted, when it is
    */
  def open(
      bundle: Bundle,
      acceptRuntime: Option[String] = None
  ): Either[Fault, OnnxRuntimeBackend] =
    prepare(bundle, acceptRuntime).map(opened => new OnnxRuntimeBackend(Right(opened)))

  private def prepare(bundle: Bundle, acceptRuntime: Option[String]): Either[Fault, Opened] = {
    val profile = bundle.manifest.profile
    for {
      environment <- NativeLibrary.environment
      version = environment.getVersion
      _ <- ProfileRange.fault(s"onnxruntime $version", profile).filter(_ =>
        acceptRuntime.isEmpty
      ).toLeft(())
      level <- OnnxModel.level(profile.optimization).toRight(unknownLevel(profile.optimization))
      model <-
        try Right(OnnxModel.open(environment, bundle.modelBytes, bundle.contract, level))
        catch { case refused: OrtException => Left(notLoaded(version, refused)) }
    } yield Opened(version, model)
  }

  private def unknownLevel(name: String): Fault = Fault(
    code = "HJ402",
    message = "the bundle's profile names an optimisation level that is not known",
    owner = Owner.Handover,
    where = Some("manifest.json profile.optimization"),
    expected = Some(s"optimization=${OnnxModel.levels.keys.toVector.sorted.mkString("|")}"),
    found = Some(s"optimization=$name"),
    next = Some("Verify with the version of handover that wrote the bundle, or a later one.")
  )

  private def notLoaded(version: String, refused: OrtException): Fault = Fault(
    code = "HB405",
    message = s"ONNX Runtime $version does not load the model: ${refused.getMessage}",
    owner = Owner.DataScientist,
    where = Some("model.onnx"),
    next = Some("Export the model again; if it loads in Python with this version, report it.")
  )
}
