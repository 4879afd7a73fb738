package io.handover.testkit

import io.handover.{Backend, Bundle}
import org.scalatest.funsuite.AnyFunSuite

/** A ScalaTest suite that plays a bundle against a backend: one test a vector group.
  *
  * The parameters are those of [[ParitySuite]], which is the same for munit.
  */
abstract class ParitySpec(bundlePath: String, backend: Bundle => Backend) extends AnyFunSuite {

  /** A suite for a backend that needs nothing of the bundle. */
  def this(bundlePath: String, backend: => Backend) = this(bundlePath, (_: Bundle) => backend)

  new Parity(bundlePath, backend).tests.foreach { case (name, check) =>
    test(name)(check().foreach(text => fail(text)))
  }
}
