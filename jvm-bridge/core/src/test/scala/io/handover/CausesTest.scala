package io.handover

import io.handover.faults.OffByManyUlps
import io.handover.json.Json
import io.handover.parity.Cause
import io.handover.shop.{ShopBundle, ShopModel}
import io.handover.verdict.{Status, Verdict}

/** Whole verdicts that name another cause than the backend. */
class CausesTest extends munit.FunSuite {

  private def verify(backend: Backend, bundle: Bundle)(control: => Option[Backend]): Verdict =
    Verifier
      .verify(bundle, backend, VerifySettings("jvm:x"))(control)
      .fold(faults => fail(faults.toString), identity)

  private def causes(verdict: Verdict): Set[Cause] =
    verdict.mismatches.map(_.attribution.cause).toSet

  /** The bundle with one truth of every hold-out vector moved away from the others. */
  private def moved(truths: Set[String], deviation: Option[String] = None): Bundle =
    ShopBundle.write { vector =>
      val isHoldOut = vector.get("flag").contains(Json.str("hold-out"))
      vector match {
        case Json.Obj(fields) if isHoldOut =>
          val expected = vector.get("expected").flatMap(_.members).getOrElse(fail("expected"))
          val edited = expected.map {
            case (name, Json.Obj(cells)) if truths(name) =>
              name -> Json.Obj(cells.updated("proba", Json.Num("0.875")))
            case other => other
          }
          val told = deviation.map(cause => "deviation" -> Json.obj("cause" -> Json.str(cause)))
          Json.Obj(fields.updated("expected", Json.Obj(edited)) ++ told)
        case other => other
      }
    }

  test("an answer for the unrounded row is rounding") {
    val verdict = verify(new ShopModel, moved(Set("wire", "onnx")))(None)
    assertEquals(causes(verdict), Set[Cause](Cause.Rounding))
    assertEquals(verdict.cause.map(_.owner), Some(Owner.DataScientist))
  }

  test("the estimator's answer where the ONNX file deviates is the converter's") {
    val verdict = verify(new ShopModel, moved(Set("onnx"), Some("converter")))(None)
    assertEquals(causes(verdict), Set[Cause](Cause.Converter))
    assertEquals(verdict.status, Status.Failed)
  }

  test("the estimator's answer where a runtime is recorded to deviate is the runtime's") {
    assertEquals(
      causes(verify(new ShopModel, moved(Set("onnx"), Some("runtime")))(None)),
      Set[Cause](Cause.Runtime)
    )
  }

  test("a wrong answer of a backend that runs the model file is the runtime's") {
    val runs =
      new OffByManyUlps { override def info: BackendInfo = super.info.copy(runsModelFile = true) }
    assertEquals(causes(verify(runs, ShopBundle.good)(None)), Set[Cause](Cause.Runtime))
  }

  test("the same wrong answer from the model file beside the backend is the runtime's") {
    val far = new ShopModel { override protected def finish(proba: Float): Float = proba + 0.25f }
    assertEquals(causes(verify(far, ShopBundle.good)(Some(far))), Set[Cause](Cause.Runtime))
    assertEquals(
      causes(verify(far, ShopBundle.good)(Some(new ShopModel))),
      Set[Cause](Cause.Backend)
    )
  }

  test("the control is neither opened nor missed when everything passes") {
    val verdict = verify(new ShopModel, ShopBundle.good)(fail("opened"))
    assertEquals(verdict.skips, Vector.empty)
  }

  test("the control is closed, and its absence is shown") {
    var closed = false
    val control = new ShopModel { override def close(): Unit = closed = true }
    val failing = verify(new OffByManyUlps, ShopBundle.good)(Some(control))
    assertEquals((failing.status, closed), (Status.Failed, true))
    val without = verify(new OffByManyUlps, ShopBundle.good)(None)
    assertEquals(without.skips.map(_.what), Vector("control"))
    val broken =
      verify(new OffByManyUlps, ShopBundle.good)(throw new UnsatisfiedLinkError("no library"))
    assert(broken.skips.exists(_.reason.endsWith("java.lang.UnsatisfiedLinkError: no library")))
  }
}
