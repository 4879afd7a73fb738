package io.handover.child

import io.handover.{Fault, Owner}

/** How a child JVM ended without an answer, in the words that both languages use.
  *
  * The table is `tests/shared/child_ends.json`.
  *
  * @param killedAfter
  *   the deadline in seconds, when it was killed at it
  * @param exit
  *   its exit code, 128 and the signal for one that died of a signal
  * @param crash
  *   the report that a crashing JVM leaves
  * @param output
  *   the last of what it printed
  */
private[child] final case class ChildEnd(
    killedAfter: Option[Double],
    exit: Int,
    crash: Option[String],
    output: String
) {

  /** The fault: HJ301 the deadline, HJ304 a crash in native code, HJ303 any other end. */
  def fault: Fault = killedAfter match {
    case Some(seconds) =>
      fault(
        "HJ301",
        s"the backend did not answer within ${ChildEnd.number(seconds)} s; the JVM was killed",
        None,
        "Look where it hangs, or allow more with --timeout."
      )
    case None if crash.isDefined || ChildEnd.crashes(exit) =>
      fault(
        "HJ304",
        "the JVM crashed in native code",
        Some(s"exit=$exit; $crashLine"),
        "The frame names the code at fault, mostly a native library: update it."
      )
    case None =>
      fault(
        "HJ303",
        "the JVM is gone: the backend, or somebody else, ended it",
        Some(s"exit=$exit; $lastWords"),
        "Remove System.exit from the backend; exit=137 is a kill, or the memory guard's."
      )
  }

  /** The last lines that it printed, on one line. */
  def lastWords: String = {
    val lines = output.trim.linesIterator.toVector.takeRight(4).map(_.trim)
    if (lines.isEmpty) "no output" else lines.mkString(" | ").take(500)
  }

  /** Signal and native frame, the two lines of a crash report that say most. */
  private def crashLine: String = {
    val lines = crash.toVector.flatMap(_.linesIterator).map(line => line.dropWhile(ChildEnd.edge))
    val signal = lines.filter(line => ChildEnd.signals.exists(start => line.startsWith(start)))
    val frames = lines.zip(lines.drop(1)).collect { case ("Problematic frame:", frame) =>
      s"in $frame"
    }
    val told = (signal ++ frames).mkString(" ").take(300)
    if (told.isEmpty) lastWords else told
  }

  private def fault(code: String, message: String, found: Option[String], next: String): Fault =
    Fault(code, message, Owner.BackendOwner, found = found, next = Some(next))
}

private[child] object ChildEnd {
  private val crashes = Set(134, 139) // SIGABRT, SIGSEGV
  private val signals = Vector("SIG", "EXCEPTION", "Internal Error")
  private val edge = Set('#', ' ')

  private def number(seconds: Double): String =
    new java.math.BigDecimal(seconds.toString).stripTrailingZeros.toPlainString
}
