package io.handover.cli

import io.handover.Fault
import io.handover.backends.{Request, VerifyRequest}
import io.handover.child.{ChildJvm, ChildSettings, ChildTask}
import io.handover.verdict.Verdict
import java.io.PrintStream

/** The JVM of its own that a verification runs in: what a backend does to it, it does not do to the
  * one that judges it.
  */
private[cli] object VerifyChild {

  /** The verdict of a child JVM, or why there is none.
    *
    * @param output
    *   gets what the backend prints
    */
  def ask(asked: Command.Verify, output: PrintStream): Either[Vector[Fault], Verdict] = {
    val request = VerifyRequest(
      bundle = asked.bundle,
      address = asked.backend,
      classpath = asked.classpath,
      only = asked.only,
      acceptRuntime = asked.acceptRuntime
    )
    val settings = ChildSettings(
      main = getClass.getName.stripSuffix("$"),
      classpath = Vector(sys.props.getOrElse("java.class.path", "")),
      seconds = asked.seconds,
      heap = asked.heap,
      output = output
    )
    ChildJvm.ask(settings, request.json).flatMap(Verdict.read)
  }

  /** The child: reads its request, leaves the verdict, ends. */
  def main(arguments: Array[String]): Unit = ChildTask.run { request =>
    VerifyRequest.read(Request.of(request)).flatMap(_.run()).map(_.json)
  }
}
