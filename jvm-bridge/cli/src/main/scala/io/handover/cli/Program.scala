package io.handover.cli

import io.handover.backends.ExplainRequest
import io.handover.conformance.Conformance
import io.handover.evaluator.OperatorList
import io.handover.json.JsonWriter
import io.handover.report.{BundleText, FaultText, JUnitXml, Reproduce, VerdictText}
import io.handover.{Bundle, Fault, HandoverVersion, Owner}
import java.io.PrintStream

/** Runs a command: text to `out`, faults to `err`, an exit code back. */
final class Program(out: PrintStream, err: PrintStream) {

  /** Runs what the command line asks for. */
  def run(arguments: List[String]): Int = {
    val code = CommandLine.parse(arguments).flatMap(checked).fold(refused, command)
    // A print stream keeps its errors to itself: a full disk, a reader that has gone.
    if (out.checkError()) refused(Vector(unprintable)) else code
  }

  /** The command, unless a file that it writes would take the place of something else. */
  private def checked(command: Command): Either[Vector[Fault], Command] = {
    val paths = command.outputs.map(_.path.toAbsolutePath.normalize)
    val twice = paths.diff(paths.distinct).map { path =>
      Flags.fault("two reports go to one file", s"file=$path", "Give each a name of its own.")
    }
    val faults = twice ++ command.outputs.flatMap(_.fault(command.force))
    if (faults.isEmpty) Right(command) else Left(faults)
  }

  private def command(command: Command): Int = command match {
    case Command.Help(page)     => told(Help.page(page))
    case Command.NoCommand      => noCommand()
    case Command.Version        => told(s"handover ${HandoverVersion.current}")
    case Command.Show(path)     => Bundle.open(path).fold(refused, b => told(BundleText.render(b)))
    case verify: Command.Verify => this.verify(verify)
    case asked: Command.Explain => explain(asked)
    case Command.ListOperators  => told(OperatorList.text)
    case asked: Command.Conformance => conformance(asked)
  }

  private def verify(asked: Command.Verify): Int = {
    val reproduce = Reproduce(
      Vector("java", "-jar", "handover.jar", "verify", asked.bundle.toString),
      asked.classpath.map(_.toString)
    )
    val done = for {
      verdict <- VerifyChild.ask(asked, err)
      _ = told(VerdictText.render(verdict, reproduce))
      _ <- written(asked, OutputFile.Json, JsonWriter.bytes(verdict.json))
      _ <- written(asked, OutputFile.JUnit, JUnitXml.bytes(verdict, reproduce))
    } yield ExitCode.of(verdict)
    done.fold(refused, identity)
  }

  private def explain(asked: Command.Explain): Int = {
    val done = for {
      explained <- ExplainRequest(asked.bundle, asked.id, asked.against).run()
      _ = told(explained.text)
      _ <- written(asked, OutputFile.Json, JsonWriter.bytes(explained.json))
    } yield ExitCode.Holds
    done.fold(refused, identity)
  }

  private def conformance(asked: Command.Conformance): Int = {
    val done = for {
      report <- Conformance.run(asked.directories, asked.backend)
      _ = told(report.text)
      _ <- written(asked, OutputFile.Json, JsonWriter.bytes(report.json))
    } yield if (report.holds) ExitCode.Holds else ExitCode.Broken
    done.fold(refused, identity)
  }

  private def written(
      asked: Command,
      kind: OutputFile.Kind,
      bytes: => Array[Byte]
  ): Either[Vector[Fault], Unit] =
    asked.outputs
      .find(_.kind == kind)
      .fold[Either[Vector[Fault], Unit]](Right(()))(_.write(bytes))

  private def noCommand(): Int = {
    err.println(Help.page("handover"))
    ExitCode.Usage
  }

  private def unprintable: Fault = Fault(
    code = "HB502",
    message = "standard output cannot be written",
    owner = Owner.Environment,
    next = Some("Free space, or send it elsewhere; --json and --junit write files.")
  )

  private def told(text: String): Int = {
    out.println(text)
    ExitCode.Holds
  }

  private def refused(faults: Vector[Fault]): Int = {
    err.println(FaultText.render(faults))
    ExitCode.of(faults)
  }
}
