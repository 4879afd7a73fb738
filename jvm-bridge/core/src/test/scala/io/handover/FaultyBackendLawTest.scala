package io.handover

import io.handover.shop.{ShopBundle, ShopModel}
import io.handover.verdict.Status
import org.scalacheck.Gen
import org.scalacheck.Prop.forAll

/** A wrong number is caught, whichever number it is and however it is wrong. */
class FaultyBackendLawTest extends LawSuite {

  private def status(backend: Backend, id: String): Status =
    Verifier
      .verify(ShopBundle.good, backend, VerifySettings("jvm:x", only = Vector(id)))(None)
      .fold(faults => fail(faults.toString), _.status)

  private val answered =
    ShopBundle.good.vectors.filter(_.row.isDefined).filter(_.flag.startsWith("hold"))

  property("a probability more than the tolerance off fails, one within it passes") {
    forAll(Gen.oneOf(answered.map(_.id)), Gen.choose(-50, 50)) { (id, ulps) =>
      val off = new ShopModel {
        override protected def finish(proba: Float): Float =
          java.lang.Float.intBitsToFloat(java.lang.Float.floatToIntBits(proba) + ulps)
        override protected def label(proba: Float): Long =
          super.label(java.lang.Float.intBitsToFloat(java.lang.Float.floatToIntBits(proba) - ulps))
      }
      status(off, id) == (if (ulps.abs <= 1) Status.Passed else Status.Failed)
    }
  }
}
