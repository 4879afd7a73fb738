package io.handover.testkit

import io.handover.{Backend, Bundle, Implementation}
import org.scalatest.funsuite.AnyFunSuite

/** A bundle played against a backend with ScalaTest; in all else as [[ParitySuite]].
  *
  * {{{
  * class SimilarItemsParity extends ParitySpec("similar-items-2.1.0.handover", new SimilarItems)
  * }}}
  *
  * @param path
  *   the bundle: a file, from the directory that tests run in, or a resource of the test classpath
  * @param implementation
  *   makes the backend or feature step; it is closed after the vectors were played
  */
abstract class ParitySpec(path: String, implementation: Bundle => Implementation)
    extends AnyFunSuite
    with ParitySource {

  /** A spec for an implementation that needs nothing of the bundle. */
  def this(path: String, implementation: => Implementation) =
    this(path, (_: Bundle) => implementation)

  /** The bundle's model file on a runtime beside the backend; none unless overridden. */
  def control(bundle: Bundle): Option[Backend] = None

  /** Where the implementation runs: in a JVM of its own unless overridden. */
  def isolation: Isolation = Isolation.ChildJvm()

  private[testkit] val parityRun: ParityRun =
    new ParityRun(getClass, path, implementation, control, isolation)

  parityRun.checks.foreach { check =>
    test(check.name) {
      check.run() match {
        case ParityCheck.Holds           => succeed
        case ParityCheck.Skipped(reason) => cancel(reason)
        case ParityCheck.Broken(text)    => fail(text)
      }
    }
  }
}
