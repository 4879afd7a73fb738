package io.handover.testkit

import io.handover.report.FaultText
import io.handover.{Fault, Owner}

/** Turns an end of this JVM that comes too early into a failure: a build tool takes exit code 0 for
  * success, however many tests are missing.
  *
  * `Runtime.halt` runs no hook and passes by.
  */
private[testkit] object ExitGuard {

  /** Runs `body`; where the JVM is ended meanwhile, it ends with 1. */
  def during[A](suite: String)(body: => A): A = {
    val hook = new Thread(() => {
      System.err.println(FaultText.render(Vector(fault(suite))))
      Runtime.getRuntime.halt(1)
    })
    Runtime.getRuntime.addShutdownHook(hook)
    try body
    finally
      try Runtime.getRuntime.removeShutdownHook(hook): Unit
      catch { case _: IllegalStateException => () } // it is ending, and the hook says so
  }

  private def fault(suite: String): Fault = Fault(
    code = "HJ303",
    message = "the JVM of the tests is ended while the backend answers",
    owner = Owner.BackendOwner,
    where = Some(suite),
    next = Some("Remove System.exit from the backend, or leave isolation as it is by default.")
  )
}
