package io.handover.testkit

import io.handover.child.{ChildJvm, ChildSettings, ChildTask}
import io.handover.json.Json
import io.handover.verdict.Verdict
import io.handover.{Fault, Owner}
import java.lang.reflect.InvocationTargetException
import scala.util.control.NonFatal

/** The JVM of its own that a suite's implementation runs in. It makes the suite once more, by the
  * name of its class, so that whatever makes the implementation is there: arguments, closures.
  */
private[testkit] object ParityChild {

  /** The verdict of a child JVM, or why there is none. */
  def ask(suite: Class[?], isolation: Isolation.ChildJvm): Either[Vector[Fault], Verdict] = {
    val settings = ChildSettings(
      main = getClass.getName.stripSuffix("$"),
      classpath = TestClasspath.of(suite.getClassLoader),
      seconds = isolation.seconds,
      heap = isolation.heap
    )
    ChildJvm.ask(settings, Json.obj("suite" -> Json.str(suite.getName))).flatMap(Verdict.read)
  }

  /** The child: makes the suite, plays its vectors, leaves the verdict. */
  def main(arguments: Array[String]): Unit = ChildTask.run { request =>
    made(request.get("suite").flatMap(_.text).getOrElse("")).flatMap(_.parityRun.here).map(_.json)
  }

  private def made(name: String): Either[Vector[Fault], ParitySource] =
    try
      Class.forName(name).getConstructor().newInstance() match {
        case source: ParitySource => Right(source)
        case other                => Left(Vector(unfit(name, s"it is a ${other.getClass.getName}")))
      }
    catch {
      case thrown: InvocationTargetException => Left(Vector(unfit(name, s"${thrown.getCause}")))
      case broken: LinkageError              => Left(Vector(unfit(name, s"$broken")))
      case NonFatal(thrown)                  => Left(Vector(unfit(name, s"$thrown")))
    }

  private def unfit(name: String, why: String): Fault = Fault(
    code = "HJ206",
    message = "the suite cannot be made in a JVM of its own",
    owner = Owner.BackendOwner,
    where = Some(name),
    expected = Some("a public class with a public constructor without parameters"),
    found = Some(why),
    next = Some("Make it such a class, or: override def isolation = Isolation.SameJvm")
  )
}
