package io.handover.testkit

import io.handover.report.{Reproduce, VerdictText}
import io.handover.verdict.{Status, Verdict}
import io.handover.{Backend, Bundle, Fault, Verifier, VerifySettings}
import java.nio.file.Path

/** One verification, asked for group by group, as a test suite shows it.
  *
  * The bundle is read at once, so that its vector groups can be named; the backend is made, played
  * and closed when the first test asks.
  *
  * @param bundlePath
  *   a file, or a resource on the classpath
  * @param backend
  *   makes the backend
  */
final class Parity(bundlePath: String, backend: Bundle => Backend) {

  private val bundle: Either[Vector[Fault], Bundle] = BundleFile.find(bundlePath).flatMap(read)

  /** The tests, by name; each gives what is wrong, or none. */
  val tests: Vector[(String, () => Option[String])] = bundle match {
    case Left(faults) => Vector(s"$bundlePath is whole" -> (() => Some(spelled(faults))))
    case Right(whole) =>
      val flags = whole.vectors.map(_.flag).distinct.sorted
      flags.map(flag => s"vectors: $flag" -> (() => ofGroup(flag))) :+
        ("the backend agrees with itself" -> (() => ofDeterminism)) :+
        ("nothing else is wrong" -> (() => ofTheRest))
  }

  private lazy val verdict: Either[Vector[Fault], Verdict] = bundle.flatMap { whole =>
    val made = backend(whole)
    val settings = VerifySettings(s"jvm:${made.getClass.getName}")
    try Verifier.verify(whole, made, settings)(None)
    finally made.close()
  }

  private def ofGroup(flag: String): Option[String] =
    verdict.fold(
      faults => Some(spelled(faults)),
      VerdictText.renderGroup(
        _,
        flag,
        Reproduce(Vector("java", "-jar", "handover.jar", "verify", bundlePath))
      )
    )

  private def ofDeterminism: Option[String] = verdict.fold(
    faults => Some(spelled(faults)),
    found => {
      val broken = found.determinism.filter(check => check.status != Status.Passed)
      if (found.determinism.isEmpty) Some("no determinism check ran")
      else if (broken.isEmpty) None
      else Some(broken.map(check => s"${check.check}: ${check.detail}").mkString("\n"))
    }
  )

  // Errors that belong to no vector, zero vectors, answers that are all NaN.
  private def ofTheRest: Option[String] = verdict.fold(
    faults => Some(spelled(faults)),
    found => {
      val loose =
        found.errors.filter(_.vector.isEmpty).map(error => s"${error.code} ${error.message}")
      val explained = found.counts.failed + found.counts.errored > 0 ||
        found.determinism.exists(_.status != Status.Passed)
      if (loose.nonEmpty) Some(loose.mkString("\n"))
      else if (found.status == Status.Passed || explained) None
      else Some(found.cause.fold(s"status=${found.status}")(_.sentence))
    }
  )

  private def read(path: Path): Either[Vector[Fault], Bundle] = Bundle.open(path)

  private def spelled(faults: Vector[Fault]): String = faults
    .map { fault =>
      val place = fault.where.fold("")(where => s"$where: ")
      val next = fault.next.fold("")(step => s"\n  next: $step")
      s"$place${fault.code} ${fault.message}$next"
    }
    .mkString("\n")
}
