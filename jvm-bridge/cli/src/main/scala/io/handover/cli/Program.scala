package io.handover.cli

import io.handover.backends.{ExplainRequest, VerifyRequest}
import io.handover.conformance.Conformance
import io.handover.evaluator.OperatorList
import io.handover.json.JsonWriter
import io.handover.report.{BundleText, FaultText, JUnitXml, Reproduce, VerdictText}
import io.handover.{Bundle, Fault, HandoverVersion}
import java.io.PrintStream
import java.nio.file.Path

/** Runs a command: text to `out`, faults to `err`, an exit code back. */
final class Program(out: PrintStream, err: PrintStream) {

  /** Runs what the command line asks for. */
  def run(arguments: List[String]): Int =
    CommandLine.parse(arguments).fold(refused, command)

  private def command(command: Command): Int = command match {
    case Command.Help(page)     => told(Help.page(page))
    case Command.Version        => told(s"handover ${HandoverVersion.current}")
    case Command.Show(path)     => Bundle.open(path).fold(refused, b => told(BundleText.render(b)))
    case verify: Command.Verify => this.verify(verify)
    case asked: Command.Explain => explain(asked)
    case Command.ListOperators  => told(OperatorList.text)
    case asked: Command.Conformance => conformance(asked)
  }

  private def verify(asked: Command.Verify): Int = {
    val request = VerifyRequest(
      bundle = asked.bundle,
      address = asked.backend,
      classpath = asked.classpath,
      only = asked.only,
      acceptRuntime = asked.acceptRuntime
    )
    val reproduce = Reproduce(
      Vector("java", "-jar", "handover.jar", "verify", asked.bundle.toString),
      asked.classpath.map(_.toString)
    )
    val done = for {
      verdict <- request.run()
      _ = told(VerdictText.render(verdict, reproduce))
      _ <- written(asked.json, JsonWriter.bytes(verdict.json))
      _ <- written(asked.junit, JUnitXml.bytes(verdict, reproduce))
    } yield ExitCode.of(verdict)
    done.fold(refused, identity)
  }

  private def explain(asked: Command.Explain): Int = {
    val done = for {
      explained <- ExplainRequest(asked.bundle, asked.id, asked.against).run()
      _ = told(explained.text)
      _ <- written(asked.json, JsonWriter.bytes(explained.json))
    } yield ExitCode.Holds
    done.fold(refused, identity)
  }

  private def conformance(asked: Command.Conformance): Int = {
    val done = for {
      report <- Conformance.run(asked.directories, asked.backend)
      _ = told(report.text)
      _ <- written(asked.json, JsonWriter.bytes(report.json))
    } yield if (report.holds) ExitCode.Holds else ExitCode.Broken
    done.fold(refused, identity)
  }

  private def written(target: Option[Path], bytes: => Array[Byte]): Either[Vector[Fault], Unit] =
    target.fold[Either[Vector[Fault], Unit]](Right(()))(OutputFile.write(_, bytes))

  private def told(text: String): Int = {
    out.println(text)
    ExitCode.Holds
  }

  private def refused(faults: Vector[Fault]): Int = {
    err.println(FaultText.render(faults))
    ExitCode.of(faults)
  }
}
