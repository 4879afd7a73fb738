package io.handover.testkit

import io.handover.{Backend, Bundle, Implementation}
import munit.FunSuite

/** A bundle played against a backend, a feature step or both with munit: one test a vector group
  * and a determinism check.
  *
  * {{{
  * class SimilarItemsParity extends ParitySuite("similar-items-2.1.0.handover", new SimilarItems)
  * class ConversionParity extends ParitySuite("conversion-1.0.0.handover", new Conversion(_))
  * }}}
  *
  * Vectors of a stage that the class does not have are skipped.
  *
  * The implementation runs in a JVM of its own, with the options and the classpath of the tests:
  * one that hangs, ends its JVM or crashes it is a failing test. That JVM makes the suite anew, so
  * the suite is a class with a constructor without parameters, as test frameworks want it anyway;
  * what `beforeAll` does is not done there ([[Isolation]]).
  *
  * A failing test's text lists the mismatches, path first, with the cause, the owner, and the
  * command that plays the first one alone.
  *
  * @param path
  *   the bundle: a file, from the directory that tests run in, or a resource of the test classpath
  * @param implementation
  *   makes the backend or feature step; it is closed after the vectors were played
  */
abstract class ParitySuite(path: String, implementation: Bundle => Implementation)
    extends FunSuite
    with ParitySource {

  /** A suite for an implementation that needs nothing of the bundle. */
  def this(path: String, implementation: => Implementation) =
    this(path, (_: Bundle) => implementation)

  /** The bundle's model file on a runtime beside the backend, to tell a runtime's fault from the
    * backend's; none unless overridden, with `Some(new OnnxRuntimeBackend(bundle))` for one.
    */
  def control(bundle: Bundle): Option[Backend] = None

  /** Where the implementation runs: in a JVM of its own unless overridden. */
  def isolation: Isolation = Isolation.ChildJvm()

  private[testkit] val parityRun: ParityRun =
    new ParityRun(getClass, path, implementation, control, isolation)

  parityRun.checks.foreach { check =>
    test(check.name) {
      check.run() match {
        case ParityCheck.Holds           => ()
        case ParityCheck.Skipped(reason) => assume(false, reason)
        case ParityCheck.Broken(text)    => fail(text)
      }
    }
  }
}
