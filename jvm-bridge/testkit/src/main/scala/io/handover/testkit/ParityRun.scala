package io.handover.testkit

import io.handover.child.JvmOptions
import io.handover.loading.LinkageFault
import io.handover.report.{FaultText, Reproduce, VerdictText}
import io.handover.testkit.ParityCheck.{Broken, Holds, Outcome, Skipped}
import io.handover.vectors.Stage
import io.handover.verdict.{Status, Verdict}
import io.handover.{Backend, Bundle, Fault, Implementation, Owner, Verifier, VerifySettings}
import scala.util.Using
import scala.util.control.NonFatal

/** A bundle and an implementation as a list of checks, whichever framework runs them.
  *
  * The bundle is read at once, to know the names; vectors are played once, when the first check
  * runs.
  *
  * @param suite
  *   the class that a JVM of its own makes anew
  * @param isolation
  *   asked for when the first check runs, as a suite may override it with a value
  */
private[testkit] final class ParityRun(
    suite: Class[?],
    path: String,
    implementation: Bundle => Implementation,
    control: Bundle => Option[Backend],
    isolation: => Isolation
) {
  private val bundle: Either[Vector[Fault], Bundle] = BundleFile.find(path).flatMap(Bundle.open)

  /** A check a vector group and a determinism check, where it ran, then the verdict as a whole. */
  val checks: Vector[ParityCheck] = bundle match {
    case Left(faults) =>
      Vector(new ParityCheck(s"$path is whole", Broken(FaultText.render(faults))))
    case Right(opened) =>
      val stages = Stage.all.filter(stage => opened.vectors.exists(_.stage == stage))
      val groups = stages.flatMap { stage =>
        opened.vectors.filter(_.stage == stage).map(_.flag).distinct.map { flag =>
          new ParityCheck(s"vectors: $flag", ofStage(stage)(group(_, flag)))
        }
      }
      val steady = for {
        stage <- stages
        name <- ParityRun.determinism(stage)
      } yield new ParityCheck(s"determinism: $name", ofStage(stage)(steadiness(_, name)))
      groups ++ steady ++ Vector(
        new ParityCheck("isolation: a JVM of its own", isolated),
        new ParityCheck("the verdict as a whole", judged(found => held(whole(found))))
      )
  }

  /** The verdict of this JVM, or why there is none. */
  def here: Either[Vector[Fault], Verdict] = bundle.flatMap { opened =>
    try Using.resource(implementation(opened))(verify(opened, _))
    catch {
      case error: LinkageError => Left(Vector(LinkageFault(suite.getName, error)))
      case NonFatal(thrown)    => Left(Vector(unmade(thrown)))
    }
  }

  private lazy val shared: Option[String] = isolation match {
    case Isolation.SameJvm          => Some("the suite asks for it")
    case _ if JvmOptions.isDebugged => Some("a debugger is attached to it")
    case _                          => None
  }

  private lazy val verdict: Either[String, Verdict] = {
    val found = isolation match {
      case asked: Isolation.ChildJvm if shared.isEmpty => ParityChild.ask(suite, asked)
      case _                                           => ExitGuard.during(suite.getName)(here)
    }
    found.left.map(FaultText.render(_))
  }

  private def verify(opened: Bundle, made: Implementation): Either[Vector[Fault], Verdict] =
    Verifier.verify(opened, made, VerifySettings(s"jvm:${made.getClass.getName}"))(control(opened))

  private def unmade(thrown: Throwable): Fault = Fault(
    code = "HJ203",
    message = s"the backend cannot be made or closed: $thrown",
    owner = Owner.BackendOwner,
    where = Some(suite.getName),
    next = Some("Mend what its constructor or its close needs.")
  )

  private def isolated: Outcome = shared match {
    case Some(why) => Skipped(s"the backend runs in the JVM of the tests: $why")
    case None      => judged(_ => Holds)
  }

  private def judged(outcome: Verdict => Outcome): Outcome = verdict.fold(Broken(_), outcome)

  private def held(wrong: Option[String]): Outcome = wrong.fold[Outcome](Holds)(Broken(_))

  /** The outcome of a check, or why nothing of its stage was played. */
  private def ofStage(stage: Stage)(outcome: Verdict => Outcome): Outcome = judged { verdict =>
    verdict.skips
      .find(_.what == s"stage $stage")
      .fold(outcome(verdict))(skip => Skipped(skip.reason))
  }

  private def group(verdict: Verdict, flag: String): Outcome =
    held(VerdictText.renderGroup(verdict, flag, reproduce))

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

  /** The checks of an implementation against itself, by stage. */
  val determinism: Map[Stage, Vector[String]] = Map(
    Stage.Features -> Vector("features-repeat", "features-threads"),
    Stage.Model -> Vector("repeat", "shuffled", "batch", "threads")
  )
}
