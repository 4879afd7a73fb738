package io.handover.parity.features

import io.handover.faults.features.*
import io.handover.json.Json
import io.handover.report.{JUnitXml, Reproduce}
import io.handover.shop.{ShopBundle, ShopModel}
import io.handover.tables.SharedTable
import io.handover.vectors.Stage
import io.handover.verdict.{JsonSchema, Status, Verdict}
import io.handover.visit.{VisitBundle, VisitModel, VisitRows, VisitService, VisitStep}
import io.handover.{
  Backend,
  BackendInfo,
  Bundle,
  Implementation,
  Owner,
  VerdictShown,
  Verifier,
  VerifySettings
}

/** Each faulty feature step is caught, by the vectors that are there for it, and named. */
class FeatureVerificationTest extends munit.FunSuite {

  private def verify(
      implementation: Implementation,
      bundle: Bundle = VisitBundle.good,
      only: Vector[String] = Vector.empty
  )(control: => Option[Backend] = Some(new VisitModel)): Verdict =
    Verifier
      .verify(bundle, implementation, VerifySettings("jvm:x", only))(control)
      .fold(faults => fail(faults.toString), identity)

  private def about(verdict: Verdict): Set[(String, Set[String])] =
    verdict.mismatches.groupBy(_.path).map { case (path, found) =>
      path -> found.map(_.flag).toSet
    }.toSet

  private def hints(verdict: Verdict, path: String): Set[String] =
    verdict.mismatches.filter(_.path == path).flatMap(_.attribution.hint).toSet

  private def checks(verdict: Verdict): Map[String, Status] =
    verdict.determinism.map(check => check.check -> check.status).toMap

  test("a class that does both passes both stages, the features first") {
    val verdict = verify(new VisitService)()
    assertEquals(verdict.status, Status.Passed, VerdictShown(verdict))
    assertEquals(verdict.stages, Vector[Stage](Stage.Features, Stage.Model))
    assertEquals(verdict.counts.passed, VisitBundle.vectors.length)
    assertEquals(verdict.skips, Vector.empty)
    assertEquals(
      verdict.features.map(each => (each.name, each.tolerance, each.compared)),
      Vector("visits" -> "exact", "dwell_s" -> "abs 0.5", "basket_eur" -> "exact").map {
        case (name, allowed) => (name, allowed, VisitRows.all.length)
      } ++ Vector("views_eur", "source", "country").map((_, "exact", VisitRows.all.length))
    )
    assertEquals(verdict.outputs.map(_.name), Vector("proba", "label"))
    assertEquals(
      verdict.determinism.map(_.check),
      Vector("features-repeat", "features-threads", "repeat", "shuffled", "batch", "threads")
    )
    assertEquals(verdict.determinism.map(_.status).toSet, Set[Status](Status.Passed))
  }

  test("a class that makes features only skips the model, and says so once") {
    val verdict = verify(new VisitStep)()
    assertEquals(verdict.status, Status.Passed, VerdictShown(verdict))
    assertEquals(verdict.stages, Vector[Stage](Stage.Features))
    assertEquals(verdict.counts.skipped, 4)
    assertEquals(verdict.outputs, Vector.empty)
    assertEquals(
      verdict.skips.map(skip => skip.what -> skip.reason),
      Vector(
        "stage model" ->
          "the backend computes features only (io.handover.FeatureStep), no answers"
      )
    )
    assertEquals(verdict.determinism.map(_.check), Vector("features-repeat", "features-threads"))
    assertEquals(verdict.notes, Vector.empty)
    val junit = new String(JUnitXml.bytes(verdict, Reproduce(Vector("verify"))), "UTF-8")
    assert(junit.contains("<skipped message=\"the backend computes features only"), junit)
    assert(junit.contains("failures=\"0\" errors=\"0\" skipped=\"1\""), junit)
  }

  test("a backend skips the features, and is held to its answers") {
    val verdict = verify(new VisitModel)()
    assertEquals(verdict.status, Status.Passed, VerdictShown(verdict))
    assertEquals(verdict.stages, Vector[Stage](Stage.Model))
    assertEquals(verdict.features, Vector.empty)
    assertEquals(verdict.counts.skipped, VisitBundle.vectors.length - 4)
    assertEquals(verdict.skips.map(_.what), Vector("stage features"))
    assertEquals(verdict.determinism.map(_.check), Vector("repeat", "shuffled", "batch", "threads"))
  }

  test("where nothing could be played the verdict fails") {
    val withoutFeatures = verify(new VisitStep, ShopBundle.good)()
    assertEquals(withoutFeatures.status, Status.Failed)
    assertEquals(withoutFeatures.stages, Vector.empty)
    assertEquals(withoutFeatures.errors.map(_.code), Vector("HV101"))
    val neither = new Implementation { def info: BackendInfo = BackendInfo("neither", "1.0") }
    val found = verify(neither)()
    assertEquals(found.errors.map(_.code), Vector("HV101"))
    assertEquals(found.skips.map(_.what), Vector("stage features", "stage model"))
    assertEquals(found.cause.map(_.sentence), Some("No vector was played, which proves nothing."))
  }

  test("a stage of which no vector was asked for is neither played nor skipped") {
    val id = VisitBundle.good.vectors.filter(_.stage == Stage.Model).map(_.id).head
    val verdict = verify(new VisitService, only = Vector(id))()
    assertEquals(verdict.stages, Vector[Stage](Stage.Model))
    assertEquals((verdict.features, verdict.skips), (Vector.empty, Vector.empty))
  }

  test("progress counts the vectors that are played") {
    val seen = Vector.newBuilder[(Int, Int)]
    val settings = VerifySettings("jvm:x", progress = (done, total) => seen += done -> total)
    assert(Verifier.verify(VisitBundle.good, new VisitStep, settings)(None).isRight)
    val total = VisitBundle.vectors.length - 4
    assertEquals(seen.result(), Vector.tabulate(total)(index => (index + 1, total)))
  }

  private def caught(name: String, step: => Implementation, sentence: String)(
      differing: (String, Set[String])*
  )(told: (String, String)*): Unit =
    test(s"$name is caught, before any model is asked") {
      val verdict = verify(step)()
      assertEquals(verdict.status, Status.Failed, VerdictShown(verdict))
      assertEquals(about(verdict), differing.toSet, VerdictShown(verdict))
      told.foreach { case (path, hint) =>
        assert(hints(verdict, path).contains(hint), VerdictShown(verdict))
      }
      assertEquals(
        verdict.cause.map(found => (found.name, found.owner, found.sentence)),
        Some(
          (
            "features",
            Owner.BackendOwner,
            s"The feature code differs, before any model is asked: $sentence. Mend it first."
          )
        )
      )
      assertEquals(
        verdict.mismatches.map(one => (one.stage, one.attribution.cause.name)).toSet,
        Set[(Stage, String)]((Stage.Features, "features"))
      )
    }

  caught(
    "null read as zero",
    new NullIsZero,
    "dwell_s (1 vector), basket_eur (1 vector), views_eur (1 vector)"
  )(
    "$.dwell_s" -> Set("raw-single"),
    "$.basket_eur" -> Set("raw-single"),
    "$.views_eur" -> Set("raw-single")
  )("$.dwell_s" -> "null is read as zero; the model then answers proba=0.2 instead of 0.1")
  caught("lower case in Turkish", new LowerCasesInTurkish, "source (1 vector)")(
    "$.source" -> Set("raw-text")
  )("$.source" -> "the model then answers proba=0.55 instead of 0.675")
  caught("milliseconds for seconds", new DwellsInMilliseconds, "dwell_s (14 vectors)")(
    "$.dwell_s" -> Set("raw-visit", "raw-window", "raw-text", "raw-split")
  )(
    "$.dwell_s" ->
      ("1000 times too large: another unit?; the model then answers proba=0.55 instead of 0.2"),
    "$.dwell_s" ->
      "1000 times too large: another unit?; the model's answer stays the same"
  )
  caught("an end that is in the window", new IncludesTheEnd, "visits (1 vector)")(
    "$.visits" -> Set("raw-window")
  )(
    "$.visits" -> ("one too many: does a window or a count include its end?; " +
      "the model then answers proba=0.21000001 instead of 0.2")
  )
  caught(
    "two columns swapped",
    new SwapsTwoColumns,
    "basket_eur (14 vectors), views_eur (14 vectors)"
  )(
    "$.basket_eur" -> Set("raw-visit", "raw-window", "raw-text", "raw-split"),
    "$.views_eur" -> Set("raw-visit", "raw-window", "raw-text", "raw-split")
  )()
  caught("a type of its own", new ReturnsDoubles, "dwell_s (14 vectors)")(
    "$.dwell_s" -> Set("raw-visit", "raw-window", "raw-text", "raw-split")
  )("$.dwell_s" -> "returned as f64, the contract declares f32")
  caught("events for a feature", new ReturnsRawEvents, "source (15 vectors)")(
    "$.source" -> Set("raw-visit", "raw-window", "raw-text", "raw-split", "raw-single")
  )("$.source" -> "the model refuses such a row (HR103 source)")
  caught("features that the model refuses", new GoesBackInTime, "dwell_s (14 vectors)")(
    "$.dwell_s" -> Set("raw-visit", "raw-window", "raw-text", "raw-split")
  )("$.dwell_s" -> "the sign is turned; the model refuses such a row (HR104 dwell_s)")

  caught(
    "a feature within its tolerance that changes the answer",
    new DwellsALittleLonger,
    "dwell_s (1 vector)"
  )(
    "$.dwell_s" -> Set("raw-split")
  )(
    "$.dwell_s" -> ("within the tolerance of the feature, but the model then answers " +
      "proba=0.55 instead of 0.2")
  )

  test("a feature within its tolerance passes where the answer stays, or no control is there") {
    assertEquals(verify(new DwellsALittleShorter)().status, Status.Passed: Status)
    val without = verify(new DwellsALittleLonger)(None)
    assertEquals(
      (without.status, without.skips.map(_.what)),
      (Status.Passed: Status, Vector("stage model", "control"))
    )
  }

  test("where the model refuses the right features too, a tolerance is all that counts") {
    val back = VisitRows.row("web", Vector.empty, None)(
      VisitRows.event(0L, "visit"),
      VisitRows.event(-5000L, "view", 100L)
    )
    val chosen = VisitRows.Chosen("raw-list", "events out of order", back)
    val bundle = VisitBundle.write(_ :+ VisitBundle.featured(chosen))
    val verdict = verify(new DwellsALittleShorter, bundle)()
    assertEquals(verdict.status, Status.Passed: Status, VerdictShown(verdict))
  }

  test("without a control a hint says what the feature looks like, and nothing of the model") {
    assertEquals(hints(verify(new NullIsZero)(None), "$.dwell_s"), Set("null is read as zero"))
    val verdict = verify(new LowerCasesInTurkish)(None)
    assertEquals(hints(verdict, "$.source"), Set.empty[String])
  }

  test("NaN is the same null") {
    assertEquals(verify(new ReturnsNaN)().status, Status.Passed: Status)
  }

  test("what is thrown is reported per vector, with the step's own frames") {
    val verdict = verify(new ThrowsWithoutGeo)()
    assertEquals(verdict.status, Status.Errored, VerdictShown(verdict))
    assertEquals(verdict.errors.map(_.code).toSet, Set("HV301"))
    assertEquals(verdict.counts.errored, 5)
    assert(
      verdict.errors(0).frames.exists(_.startsWith("io.handover.faults.features.Throws")),
      verdict.errors(0).frames.mkString("\n")
    )
    assert(verdict.errors(0).frames.forall(!_.contains("io.handover.parity")))
  }

  test("null for features is an error of every vector") {
    val verdict = verify(new ReturnsNull)()
    assertEquals(verdict.errors.map(_.code).toSet, Set("HV302"))
    assertEquals(verdict.determinism.map(_.status).toSet, Set[Status](Status.Skipped))
  }

  test("a column too many is an error, not a mismatch") {
    val verdict = verify(new AddsAColumn)()
    assertEquals(
      verdict.errors.map(error => error.code -> error.message).toSet,
      Set("HV303" -> "the features are not the contract's: extra extra")
    )
  }

  test("state that is kept between rows is found by repeating") {
    val verdict = verify(new KeepsTheLastVisit)()
    assertEquals(verdict.mismatches, Vector.empty)
    assertEquals(checks(verdict)("features-repeat"), Status.Failed: Status)
    assertEquals(verdict.status, Status.Failed)
    assert(verdict.cause.exists(_.sentence.contains("features-repeat")), VerdictShown(verdict))
  }

  test("state shared between threads is found by the threads") {
    val verdict = verify(new SharesARowBetweenThreads)()
    assertEquals(checks(verdict)("features-repeat"), Status.Passed: Status)
    assertEquals(checks(verdict)("features-threads"), Status.Failed: Status)
  }

  test("a step that enforces the raw rules passes; rows it cannot be given are skipped") {
    val verdict = verify(new EnforcesRawRules)()
    assertEquals(verdict.status, Status.Passed, VerdictShown(verdict))
    assertEquals(verdict.skips.length, 2)
  }

  test("a step that accepts what it should refuse is an outcome") {
    val accepts = new EnforcesRawRules {
      override def features(raw: io.handover.Row): io.handover.Row = new VisitStep().features(
        if (raw.rows("events").isEmpty) VisitRows.all.head.row
        else raw.add("starts_ms", Array.empty[Long])
      )
    }
    val verdict = verify(accepts)()
    val rejected = verdict.mismatches.filter(_.flag == "reject-raw")
    assertEquals(rejected.map(_.path).toSet, Set("$"))
    assertEquals(
      rejected.map(_.expected).toSet,
      Set[Json](
        Json.str("rejected HR105 events[1].kind"),
        Json.str("rejected HR106 events"),
        Json.str("rejected HR101 starts_ms[0]")
      )
    )
    assert(verdict.cause.exists(_.sentence.contains("outcome (3 vectors)")), VerdictShown(verdict))
  }

  test("columns come in contract order, at most three of them") {
    val verdict = verify(new NullIsZero {
      override protected def source(tracked: String): String = tracked
      override def features(raw: io.handover.Row): io.handover.Row =
        super.features(raw).add("visits", 77L)
    })()
    assertEquals(
      verdict.cause.map(_.sentence),
      Some(
        "The feature code differs, before any model is asked: visits (15 vectors), " +
          "dwell_s (1 vector), basket_eur (1 vector), …. Mend it first."
      )
    )
  }

  test("a wrong model behind right features is the backend's") {
    val wrong = new VisitModel {
      override def scoreRow(row: io.handover.Row): io.handover.Row =
        super.scoreRow(row).add("proba", 0.75f)
    }
    val verdict = verify(wrong)()
    assertEquals(verdict.mismatches.map(_.stage).toSet, Set[Stage](Stage.Model))
    assertEquals(verdict.cause.map(_.name), Some("backend"))
  }

  test("a report has a section for features, and mismatches name their stage") {
    val text = VerdictShown(verify(new IncludesTheEnd)())
    val lines = text.linesIterator.toVector
    assert(lines.exists(_.startsWith("feature              allowed ")), text)
    assert(
      lines.exists(_.matches("  raw-window-\\w+ features \\$\\.visits - value .*")),
      text
    )
    assert(lines.forall(_.length <= 80), text)
  }

  Vector[Implementation](new VisitService, new NullIsZero, new ThrowsWithoutGeo).foreach { step =>
    test(s"the verdict on ${step.getClass.getSimpleName} fits the schema") {
      val schema = new JsonSchema(SharedTable.schema("verdict-v1.schema.json"))
      assertEquals(schema.faults(verify(step)().json), Vector.empty)
    }
  }

  test("the shop's bundle plays as ever") {
    assertEquals(verify(new ShopModel, ShopBundle.good)(None).stages, Vector[Stage](Stage.Model))
  }
}
