package io.handover.testkit

import io.handover.child.ChildSettings

/** Where the implementation of a parity suite runs. */
sealed trait Isolation

object Isolation {

  /** In a JVM of its own, which makes the suite anew: whatever the implementation does to that JVM,
    * the tests go on and say so.
    *
    * @param seconds
    *   how long it may take, the start of the JVM included, before it is killed
    * @param heap
    *   its largest heap, such as `2g`; that of the tests unless given
    */
  final case class ChildJvm(
      seconds: Double = ChildSettings.Seconds,
      heap: Option[String] = None
  ) extends Isolation

  /** In the JVM of the tests: for an implementation that needs what `beforeAll` has set up, and for
    * a debugger. It has no deadline, and one that calls `Runtime.halt(0)` hides that it failed.
    */
  case object SameJvm extends Isolation
}
