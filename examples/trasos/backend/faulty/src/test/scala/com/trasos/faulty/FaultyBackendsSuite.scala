package com.trasos.faulty

import java.nio.file.Path

import io.handover.evaluator.EvaluatorBackend
import io.handover.verdict.{Status, Verdict}
import io.handover.{Backend, Bundle, Verifier, VerifySettings}
import munit.{FunSuite, Location}

/** Each planted fault is caught, on vectors drawn for faults of its kind; the two that are none
  * pass.
  */
class FaultyBackendsSuite extends FunSuite {
  private val conversion = "conversion-propensity-1.0.0.handover"
  private val items = "similar-items-1.0.0.handover"

  caught("a threshold compared with < for <=", conversion, "tree-split")(_ =>
    new LessForLessOrEqual
  )
  caught("one threshold one ulp off", conversion, "tree-split")(_ => new OneThresholdOneUlpOff)
  caught("columns swapped", conversion, "hold-out")(_ => new SwapsColumns)
  caught("null read as 0", conversion, "missing")(_ => new ReadsNullAsZero)
  caught("an unknown category taken for the first", conversion, "category")(_ =>
    new UnknownCategoryIsTheFirst
  )
  caught("a probability rounded half up", conversion, "hold-out")(_ => new RoundsHalfUp)
  caught("lower case in Turkish", conversion, "category")(_ => new LowerCasesInTurkish)
  caught("double sums where float is declared", conversion, "hold-out")(_ => new SumsInDouble)
  caught("neighbours in another order", items, "hold-out")(new ReturnsFarthestFirst(_))

  test("results of a batch in another order are caught, though each row alone is right") {
    val verdict = verified(conversion)(_ => new ReturnsRowsReversed)
    assertEquals(verdict.status, Status.Failed)
    assertEquals(verdict.mismatches, Vector.empty)
    val failed = verdict.determinism.filter(_.status == Status.Failed)
    assertEquals(failed.map(_.check).toSet, Set("shuffled", "batch"))
    assert(failed.forall(_.vectors.nonEmpty), "the vectors are named")
  }

  test("the order of ties is free where the contract says so") {
    assertEquals(verified(items)(new OrdersTiesBackwards(_)).status, Status.Passed)
  }

  private def caught(fault: String, bundle: String, flag: String)(
      backend: Bundle => Backend
  )(implicit at: Location): Unit =
    test(s"$fault is caught by $flag vectors") {
      val verdict = verified(bundle)(backend)
      assertEquals(verdict.status, Status.Failed)
      assert(
        verdict.mismatches.exists(_.flag == flag),
        s"caught by ${verdict.mismatches.map(_.flag).distinct}"
      )
      assertEquals(verdict.cause.map(_.name), Some("backend"))
    }

  private def verified(name: String)(backend: Bundle => Backend): Verdict = {
    val found = for {
      bundle <- Bundle.open(Path.of("../dist", name))
      verdict <- {
        val served = backend(bundle)
        val address = s"jvm:${served.getClass.getName}"
        try
          Verifier.verify(
            bundle,
            served,
            VerifySettings(address)
          )(Some(new EvaluatorBackend(bundle)))
        finally served.close()
      }
    } yield verdict
    found.fold(faults => fail(faults.map(_.line).mkString("\n")), identity)
  }
}
