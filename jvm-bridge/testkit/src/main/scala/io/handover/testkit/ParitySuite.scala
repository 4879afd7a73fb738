package io.handover.testkit

import io.handover.{Backend, Bundle}
import munit.FunSuite

/** A bundle played against a backend with munit: one test a vector group and a determinism check.
  *
  * {{{
  * class SimilarItemsParity extends ParitySuite("similar-items-2.1.0.handover", new SimilarItems)
  * class ConversionParity extends ParitySuite("conversion-1.0.0.handover", new Conversion(_))
  * }}}
  *
  * A failing test's text lists the mismatches, path first, with the cause, whose move it is, and
  * the command that plays the first one alone.
  *
  * @param path
  *   the bundle: a file, from the directory that tests run in, or a resource of the test classpath
  * @param backend
  *   makes the backend; it is closed after the vectors were played
  */
abstract class ParitySuite(path: String, backend: Bundle => Backend) extends FunSuite {

  /** A suite for a backend that needs nothing of the bundle. */
  def this(path: String, backend: => Backend) = this(path, (_: Bundle) => backend)

  /** The bundle's model file on a runtime beside the backend, to tell a runtime's fault from the
    * backend's; none unless overridden, with `Some(new OnnxRuntimeBackend(bundle))` for one.
    */
  def control(bundle: Bundle): Option[Backend] = None

  new ParityRun(path, backend, control).checks.foreach { check =>
    test(check.name) {
      check.run() match {
        case ParityCheck.Holds           => ()
        case ParityCheck.Skipped(reason) => assume(false, reason)
        case ParityCheck.Broken(text)    => fail(text)
      }
    }
  }
}
