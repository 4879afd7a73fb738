package io.handover

import io.handover.faults.*
import io.handover.parity.Cause
import io.handover.shop.{ShopBundle, ShopModel, ShopRows}
import io.handover.verdict.{Status, Verdict}

/** Each faulty backend is caught, by the vectors that are there for it, and named. */
class VerifierTest extends munit.FunSuite {

  private def verify(backend: Backend, bundle: Bundle = ShopBundle.good): Verdict =
    Verifier
      .verify(
        bundle,
        backend,
        VerifySettings(s"jvm:${backend.getClass.getName}")
      )(Some(new ShopModel))
      .fold(faults => fail(faults.toString), identity)

  private def flags(verdict: Verdict): Set[String] = verdict.mismatches.map(_.flag).toSet

  private def hints(verdict: Verdict): Set[String] =
    verdict.mismatches.flatMap(_.attribution.hint).toSet

  private def checks(verdict: Verdict): Map[String, Status] =
    verdict.determinism.map(check => check.check -> check.status).toMap

  test("the model itself passes everything") {
    val verdict = verify(new ShopModel)
    assertEquals(verdict.status, Status.Passed, VerdictShown(verdict))
    assertEquals(verdict.counts.total, ShopBundle.vectors.length)
    assertEquals(verdict.cause, None)
    assertEquals(verdict.outputs.map(_.maxAbs), Vector(Some(0.0), None, None, Some(0.0)))
  }

  test("a thousand mismatches are listed, those beyond are counted") {
    def onRows(count: Int): Verdict = {
      val rows = Vector.tabulate(count) { k =>
        val row = ShopRows.row(Some(5f), k.toLong, "web", 12f)
        ShopRows.Chosen("hold-out", s"row $k of the hold-out", row)
      }
      verify(new OffByManyUlps, ShopBundle.of(rows))
    }
    val (few, many) = (onRows(1000), onRows(1003))
    assertEquals((few.mismatches.length, few.mismatchesOmitted), (1000, 0))
    assertEquals((many.mismatches.length, many.mismatchesOmitted), (1000, 3))
    assertEquals(many.counts.failed, 1003)
    assertEquals(many.mismatches.map(_.vector), many.mismatches.map(_.vector).distinct)
  }

  private def caught(
      name: String,
      backend: => Backend,
      flag: Set[String],
      hint: Option[String]
  ): Unit =
    test(s"$name is caught and is the backend's") {
      val verdict = verify(backend)
      assertEquals(verdict.status, Status.Failed, VerdictShown(verdict))
      assertEquals(
        verdict.mismatches.map(_.attribution.cause).toSet[Cause],
        Set[Cause](Cause.Backend)
      )
      assertEquals(verdict.cause.map(_.owner), Some(Owner.BackendOwner))
      if (flag.nonEmpty) assertEquals(flags(verdict), flag, VerdictShown(verdict))
      hint.foreach(wanted =>
        assert(hints(verdict).exists(_.startsWith(wanted)), VerdictShown(verdict))
      )
    }

  caught(
    "< for <=",
    new LessThanForLessOrEqual,
    Set("tree-split"),
    Some("equals the answer on the other side of the split")
  )
  caught(
    "a threshold one ulp off",
    new ThresholdOneUlpOff,
    Set("tree-split"),
    Some("equals the answer on the other side")
  )
  caught(
    "a few ulps too many",
    new OffByManyUlps,
    Set.empty,
    Some("within the converter tolerance")
  )
  caught(
    "two columns swapped",
    new SwapsColumns,
    Set.empty,
    Some("equals the answer when basket_eur and price are swapped")
  )
  caught(
    "null read as 0",
    new NullAsZero,
    Set("missing"),
    Some("equals the answer when a null basket_eur is read as 0")
  )
  caught(
    "an unknown category taken for the first",
    new UnknownCategoryAsFirst,
    Set("category", "missing"),
    None
  )
  caught(
    "half-up rounding",
    new HalfUpRounding,
    Set.empty,
    Some("equals the expected value rounded to 2 decimals")
  )
  caught(
    "Turkish lower-casing",
    new TurkishLowerCase,
    Set("category"),
    Some("equals the answer when device is lower-cased by Turkish rules")
  )
  caught(
    "a double accumulator",
    new DoubleAccumulator,
    Set.empty,
    Some("within the converter tolerance")
  )
  caught("the other class", new OtherClass, Set.empty, Some("equals 1 - expected"))
  caught(
    "neighbours in another order",
    new WrongNeighbourOrder,
    Set.empty,
    Some("the same ids in another order")
  )
  caught("a label flipped", new FlipsLabel, Set.empty, None)
  caught(
    "a double for a float",
    new ReturnsDouble,
    Set.empty,
    Some("returned as f64, the contract declares f32")
  )
  caught("a null cell", new ReturnsNullCell, Set("missing"), None)
  caught("two neighbours for three", new ReturnsTwoNeighbours, Set.empty, None)
  caught("a good row refused", new RejectsGoodRows, Set("missing"), None)
  caught("bad rows accepted", new AcceptsEverything, Set("reject-null", "reject-range"), None)

  test("ties in another order are no fault where the contract allows them") {
    assertEquals(verify(new OtherTieOrder).status, Status.Passed)
  }

  test("ties in another order are a fault where the contract orders them") {
    val ordered =
      ShopBundle.write(identity, _.replace("\"ties\":\"any\"", "\"ties\":\"ascending-id\""))
    val verdict = verify(new OtherTieOrder, ordered)
    assertEquals(flags(verdict), Set("tie"), VerdictShown(verdict))
  }

  test("a label flipped within its margin is counted and shown, not failed") {
    val verdict = verify(new FlipsLabelOnBoundary)
    assertEquals(verdict.status, Status.Passed, VerdictShown(verdict))
    assertEquals(verdict.outputs.map(_.withinMargin), Vector(0, 1, 0, 0))
  }

  test("a label flipped within its margin fails where the contract says so") {
    val strict = ShopBundle.write(identity, _.replace("\"report\"", "\"fail\""))
    assertEquals(flags(verify(new FlipsLabelOnBoundary, strict)), Set("decision-boundary"))
  }

  test("rows in another order are found by the batches") {
    val verdict = verify(new ReordersRows)
    assertEquals(verdict.mismatches, Vector.empty)
    assertEquals(
      checks(verdict),
      Map[String, Status](
        "repeat" -> Status.Passed,
        "shuffled" -> Status.Failed,
        "batch" -> Status.Failed,
        "threads" -> Status.Passed
      )
    )
    assert(verdict.determinism.exists(_.detail.endsWith("the same answers, on other rows")))
    assertEquals(verdict.status, Status.Failed)
  }

  test("a batch that comes back short is an error of the checks") {
    val verdict = verify(new DropsRows)
    assertEquals(verdict.status, Status.Errored)
    assert(verdict.determinism.exists(_.detail.startsWith("HV304")), VerdictShown(verdict))
  }

  test("another answer the second time is found by repeating") {
    assertEquals(checks(verify(new Forgets))("repeat"), Status.Failed: Status)
  }

  test("state shared between threads is found by the threads") {
    val verdict = verify(new SharesStateBetweenThreads)
    assertEquals(checks(verdict)("repeat"), Status.Passed: Status)
    assertEquals(checks(verdict)("threads"), Status.Failed: Status)
  }

  test("what is thrown is reported per vector, with the backend's own frames and the causes") {
    val verdict = verify(new Throws)
    assertEquals(verdict.status, Status.Errored)
    assertEquals(verdict.errors.length, 3, VerdictShown(verdict))
    val error = verdict.errors(0)
    assertEquals(error.code, "HV301")
    assertEquals(error.exception, "java.lang.IllegalStateException")
    assertEquals(error.message, "no weight")
    assertEquals(error.causes, Vector("java.util.NoSuchElementException: tablet"))
    assert(error.frames.head.startsWith("io.handover.faults.Throws"), error.frames.mkString("\n"))
    assert(error.frames.forall(!_.contains("io.handover.parity")), error.frames.mkString("\n"))
  }

  test("a stack that overflows is reported per vector") {
    val verdict = verify(new OverflowsStack)
    assertEquals(verdict.errors.map(_.exception).toSet, Set("java.lang.StackOverflowError"))
    assertEquals(verdict.counts.errored, 2)
  }

  test("a lost output is an error, not a mismatch") {
    assertEquals(verify(new DropsOutput).errors.map(_.code).toSet, Set("HV303"))
  }

  test("null for a batch is an error of every vector") {
    val verdict = verify(new ReturnsNothing)
    assertEquals(verdict.errors.map(_.code).toSet, Set("HV302"))
    assertEquals(verdict.determinism.map(_.status).toSet, Set[Status](Status.Skipped))
  }

  test("an output that is always NaN fails") {
    val verdict = verify(new ReturnsNaN)
    assert(verdict.errors.map(_.code).contains("HV102"), VerdictShown(verdict))
    assertEquals(verdict.status, Status.Failed)
  }

  test("a backend that enforces the rules passes; rows it cannot be given are skipped") {
    val verdict = verify(new EnforcesRules)
    assertEquals(verdict.status, Status.Passed, VerdictShown(verdict))
    assertEquals(verdict.counts.skipped, 2)
    assertEquals(verdict.skips.map(_.what.takeWhile(_ != '-')).toSet, Set("reject"))
  }

  test("an unknown id is a fault, all of them at once") {
    val settings = VerifySettings("jvm:x", only = Vector("no-1", "no-2"))
    val found = Verifier.verify(ShopBundle.good, new ShopModel, settings)(None)
    assertEquals(found.left.map(_.map(_.code)), Left(Vector("HV201", "HV201")))
  }

  test("only the vectors asked for are played") {
    val id = ShopBundle.good.vectors.map(_.id).head
    val settings = VerifySettings("jvm:x", only = Vector(id))
    val found = Verifier.verify(ShopBundle.good, new ShopModel, settings)(None)
    assertEquals(found.map(_.counts.total), Right(1))
  }

  test("progress counts every vector of the main pass") {
    val seen = Vector.newBuilder[(Int, Int)]
    val settings = VerifySettings("jvm:x", progress = (done, total) => seen += done -> total)
    assert(Verifier.verify(ShopBundle.good, new ShopModel, settings)(None).isRight)
    val total = ShopBundle.vectors.length
    assertEquals(seen.result(), Vector.tabulate(total)(index => (index + 1, total)))
  }
}
