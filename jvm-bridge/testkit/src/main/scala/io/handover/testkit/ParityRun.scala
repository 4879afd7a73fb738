package io.handover.testkit

import io.handover.report.{FaultText, Reproduce, VerdictText}
import io.handover.testkit.ParityCheck.{Broken, Holds, Outcome, Skipped}
import io.handover.verdict.{Status, Verdict}
import io.handover.{Backend, Bundle, Fault, Verifier, VerifySettings}
import scala.util.Using
import scala.util.control.NonFatal

/** A bundle and a backend as a list of checks, whichever framework runs them.
  *
  * The bundle is read at once, to know the names; vectors are played once, when the first check
  * runs.
  */
private[testkit] final class ParityRun(
    path: String,
    backend: Bundle => Backend,
    control: Bundle => Option[Backend]
) {
  private val bundle: Either[Vector[Fault], Bundle] = BundleFile.find(path).flatMap(Bundle.open)

  /** A check a vector group and a determinism check, then the verdict as a whole. */
  val checks: Vector[ParityCheck] = bundle match {
    case Left(faults) =>
      Vector(new ParityCheck(s"$path is whole", Broken(FaultText.render(faults))))
    case Right(opened) =>
      val groups = opened.vectors.map(_.flag).distinct.map { flag =>
        new ParityCheck(s"vectors: $flag", held(VerdictText.renderGroup(_, flag, reproduce)))
      }
      val steady = ParityRun.determinism.map { name =>
        new ParityCheck(s"determinism: $name", judged(steadiness(_, name)))
      }
      groups ++ steady :+ new ParityCheck("the verdict as a whole", held(whole))
  }

  private lazy val verdict: Either[String, Verdict] =
    bundle.left.map(FaultText.render(_)).flatMap { opened =>
      try Using.resource(backend(opened))(verify(opened, _))
      catch {
        case NonFatal(thrown) => Left(s"the backend cannot be made or closed: $thrown")
      }
    }

  private def verify(opened: Bundle, made: Backend): Either[String, Verdict] = {
    val address = s"jvm:${made.getClass.getName}"
    Verifier
      .verify(opened, made, VerifySettings(address))(control(opened))
      .left
      .map(FaultText.render(_))
  }

  private def judged(outcome: Verdict => Outcome): Outcome = verdict.fold(Broken(_), outcome)

  private def held(wrong: Verdict => Option[String]): Outcome =
    judged(wrong(_).fold[Outcome](Holds)(Broken(_)))

  private def steadiness(verdict: Verdict, name: String): Outcome =
    verdict.determinism.find(_.check == name) match {
      case None        => Broken(s"determinism: $name: the verifier did not check it")
      case Some(check) =>
        check.status match {
          case Status.Passed  => Holds
          case Status.Skipped => Skipped(check.detail)
          case _              =>
            val named = Option.when(check.vectors.nonEmpty)(s": ${check.named(5)}")
            Broken(s"determinism.$name: ${check.detail}${named.mkString}")
        }
    }

  private def whole(verdict: Verdict): Option[String] =
    Option.when(verdict.status != Status.Passed)(VerdictText.render(verdict, reproduce))

  private def reproduce: Reproduce =
    Reproduce(Vector("java", "-jar", "handover.jar", "verify", path))
}

private[testkit] object ParityRun {

  /** The checks of the backend against itself. */
  val determinism: Vector[String] = Vector("repeat", "shuffled", "batch", "threads")
}
