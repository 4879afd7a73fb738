package io.handover.conformance

import io.handover.backends.BackendAddress
import io.handover.evaluator.EvaluatedTensors
import io.handover.onnxruntime.SessionTensors
import io.handover.{Fault, Owner}
import java.nio.file.{Files, Path}

/** Runs conformance cases on a backend that handover brings. */
object Conformance {

  /** The results of every case below `directories`, or why there are none. */
  def run(
      directories: Vector[Path],
      backend: BackendAddress
  ): Either[Vector[Fault], ConformanceReport] = {
    val missing = directories.filterNot(Files.isDirectory(_))
    val suite = backend match {
      case BackendAddress.Evaluator   => Right(new ConformanceSuite("scala", EvaluatedTensors.open))
      case BackendAddress.OnnxRuntime =>
        Right(new ConformanceSuite("onnxruntime", SessionTensors.open))
      case BackendAddress.OfClass(name) => Left(ofClass(name))
    }
    val wrong = missing.map(noDirectory) ++ suite.left.toOption
    suite match {
      case Right(ready) if missing.isEmpty =>
        val results = ready.run(directories)
        if (results.isEmpty) Left(directories.map(noCases))
        else Right(ConformanceReport(backend.text, results))
      case _ => Left(wrong)
    }
  }

  private def noDirectory(path: Path): Fault =
    Fault("HU105", "there is no such directory", Owner.BackendOwner, Some(path.toString))

  private def noCases(path: Path): Fault =
    Fault(
      "HU105",
      "there is no model.onnx in this directory",
      Owner.BackendOwner,
      Some(path.toString)
    )

  private def ofClass(name: String): Fault = Fault(
    code = "HU113",
    message = "a class answers for a contract, not for tensors",
    owner = Owner.BackendOwner,
    expected = Some("backend=scala, onnxruntime"),
    found = Some(s"backend=$name"),
    next = Some("Play a bundle's vectors against it: handover.jar verify.")
  )
}
