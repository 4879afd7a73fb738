package io.handover.cli

import io.handover.backends.BackendAddress
import io.handover.child.ChildSettings
import java.nio.file.Path

/** What a command line asks for. */
sealed trait Command {

  /** The files that it writes. */
  private[cli] def outputs: Vector[OutputFile] = Vector.empty

  /** Whether it may replace files that are no reports. */
  def force: Boolean = false
}

object Command {

  /** Play a bundle's vectors against a backend.
    *
    * @param bundle
    *   the bundle
    * @param backend
    *   what answers
    * @param classpath
    *   where the backend's classes are
    * @param only
    *   ids of the vectors to play; all when empty
    * @param json
    *   where to write the verdict
    * @param junit
    *   where to write JUnit XML
    * @param acceptRuntime
    *   why a runtime outside the bundle's profile is accepted
    * @param seconds
    *   how long the backend may take before its JVM is killed
    * @param heap
    *   the largest heap of that JVM, such as `2g`
    */
  final case class Verify(
      bundle: Path,
      backend: BackendAddress = BackendAddress.Evaluator,
      classpath: Vector[Path] = Vector.empty,
      only: Vector[String] = Vector.empty,
      json: Option[Path] = None,
      junit: Option[Path] = None,
      acceptRuntime: Option[String] = None,
      seconds: Double = ChildSettings.Seconds,
      heap: Option[String] = None,
      override val force: Boolean = false
  ) extends Command {
    override private[cli] def outputs: Vector[OutputFile] =
      json.map(OutputFile(_, OutputFile.Json)).toVector ++
        junit.map(OutputFile(_, OutputFile.JUnit))
  }

  /** Show what a bundle promises. */
  final case class Show(bundle: Path) extends Command

  /** Run conformance cases on a backend of ours.
    *
    * @param directories
    *   where the cases are
    * @param backend
    *   `scala` or `onnxruntime`
    * @param json
    *   where to write the results
    */
  final case class Conformance(
      directories: Vector[Path],
      backend: BackendAddress,
      json: Option[Path],
      override val force: Boolean = false
  ) extends Command {
    override private[cli] def outputs: Vector[OutputFile] =
      json.map(OutputFile(_, OutputFile.Json)).toVector
  }

  /** Tell what every node of a bundle's model makes of one vector. */
  final case class Explain(
      bundle: Path,
      id: String,
      against: Option[String],
      json: Option[Path],
      override val force: Boolean = false
  ) extends Command {
    override private[cli] def outputs: Vector[OutputFile] =
      json.map(OutputFile(_, OutputFile.Json)).toVector
  }

  /** List the operators that the evaluator runs. */
  case object ListOperators extends Command

  /** Print a help page. */
  final case class Help(page: String) extends Command

  /** Print the help page of the program as what is wrong: no command was given. */
  case object NoCommand extends Command

  /** Print the version. */
  case object Version extends Command
}
