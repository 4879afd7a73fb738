package io.handover.testkit

import io.handover.{Backend, Bundle}
import org.scalatest.funsuite.AnyFunSuite

/** A bundle played against a backend with ScalaTest; in all else as [[ParitySuite]].
  *
  * {{{
  * class SimilarItemsParity extends ParitySpec("similar-items-2.1.0.handover", new SimilarItems)
  * }}}
  *
  * @param path
  *   the bundle: a file, from the directory that tests run in, or a resource of the test classpath
  * @param backend
  *   makes the backend; it is closed after the vectors were played
  */
abstract class ParitySpec(path: String, backend: Bundle => Backend) extends AnyFunSuite {

  /** A spec for a backend that needs nothing of the bundle. */
  def this(path: String, backend: => Backend) = this(path, (_: Bundle) => backend)

  /** The bundle's model file on a runtime beside the backend; none unless overridden. */
  def control(bundle: Bundle): Option[Backend] = None

  new ParityRun(path, backend, control).checks.foreach { check =>
    test(check.name) {
      check.run() match {
        case ParityCheck.Holds           => succeed
        case ParityCheck.Skipped(reason) => cancel(reason)
        case ParityCheck.Broken(text)    => fail(text)
      }
    }
  }
}
