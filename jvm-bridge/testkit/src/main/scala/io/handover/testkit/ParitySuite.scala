package io.handover.testkit

import io.handover.{Backend, Bundle}
import munit.FunSuite

/** A munit suite that plays a bundle against a backend: one test a vector group.
  *
  * {{{
  * class SimilarItemsParity extends ParitySuite("similar-items-1.0.0.handover", new SimilarItems)
  * class ConversionParity
  *     extends ParitySuite("conversion-1.0.0.handover", bundle => new Conversion(bundle))
  * }}}
  *
  * @param bundlePath
  *   a file, from the directory the tests run in, or a resource of the test classpath
  * @param backend
  *   makes the backend from the bundle; it is closed after its last vector
  */
abstract class ParitySuite(bundlePath: String, backend: Bundle => Backend) extends FunSuite {

  /** A suite for a backend that needs nothing of the bundle. */
  def this(bundlePath: String, backend: => Backend) = this(bundlePath, (_: Bundle) => backend)

  new Parity(bundlePath, backend).tests.foreach { case (name, check) =>
    test(name)(check().foreach(text => fail(text)))
  }
}
