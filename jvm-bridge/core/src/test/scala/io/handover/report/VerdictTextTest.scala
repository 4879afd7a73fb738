package io.handover.report

import io.handover.faults.{NullAsZero, ReordersRows, Throws}
import io.handover.shop.{ShopBundle, ShopModel}
import io.handover.verdict.Verdict
import io.handover.{Backend, Verifier, VerifySettings}

/** What a person reads, word for word; only the machine's own line is left out. */
class VerdictTextTest extends munit.FunSuite {

  private def played(backend: Backend): Verdict = {
    val settings = VerifySettings(s"jvm:${backend.getClass.getName}")
    Verifier
      .verify(ShopBundle.good, backend, settings)(Some(new ShopModel))
      .fold(faults => fail(faults.toString), identity)
  }

  private def rendered(verdict: Verdict): String =
    VerdictText.render(verdict, Reproduce(Vector("handover", "verify", "shop.handover")))

  private def shown(backend: Backend): String = {
    val text = rendered(played(backend))
    assertEquals(
      text.linesIterator.filter(line =>
        line.length > 80 && !line.startsWith("  handover verify")
      ).toVector,
      Vector.empty
    )
    text.linesIterator.filterNot(_.startsWith("  where")).mkString("\n")
  }

  /** The vectors whose lines begin with `flag`, as far as the text names them. */
  private def named(verdict: Verdict, flag: String): Vector[String] =
    rendered(verdict).linesIterator
      .filter(_.startsWith(s"  $flag-"))
      .map(_.trim.takeWhile(_ != ' '))
      .toVector

  private val firstFive = Vector.tabulate(5)(k => s"missing-$k")

  Vector(
    (5, 0, "5 mismatch(es)"),
    (6, 0, "6 mismatch(es), the first 5"),
    (5, 2, "7 mismatch(es), the first 5")
  ).foreach { case (listed, omitted, head) =>
    test(s"$listed mismatches that are listed and $omitted that are not") {
      val failing = played(new NullAsZero)
      val shown = Vector.tabulate(listed)(k => failing.mismatches(0).copy(vector = s"missing-$k"))
      val verdict = failing.copy(mismatches = shown, mismatchesOmitted = omitted)
      assert(rendered(verdict).linesIterator.contains(head), rendered(verdict))
      assertEquals(named(verdict, "missing"), firstFive)
    }
  }

  Vector((5, "5 error(s)"), (6, "6 error(s), the first 5")).foreach { case (count, head) =>
    test(s"$count errors") {
      val erring = played(new Throws)
      val shown = Vector.tabulate(count)(k => erring.errors(0).copy(vector = Some(s"missing-$k")))
      val verdict = erring.copy(errors = shown)
      assert(rendered(verdict).linesIterator.contains(head), rendered(verdict))
      assertEquals(named(verdict, "missing"), firstFive)
    }
  }

  Vector(5, 6).foreach { count =>
    test(s"$count vectors of a broken self check") {
      val broken = played(new ReordersRows)
      val check = broken.determinism(2).copy(
        differing = count,
        vectors = Vector.tabulate(count)(k => s"missing-$k")
      )
      val told = firstFive.mkString(", ") + (if (count > 5) ", …" else "")
      val text = rendered(broken.copy(determinism = Vector(check)))
      assert(text.contains(told), text)
      assertEquals(text.contains("…"), count > 5)
    }
  }

  test("a passing verdict") {
    assertNoDiff(
      shown(new ShopModel),
      """|PASSED  shop 1.0.0: 27 of 27 vectors pass
         |  backend  jvm:io.handover.shop.ShopModel (shop 1.0)
         |
         |vectors                passed   failed  errored  skipped
         |category                    3        0        0        0
         |decision-boundary           1        0        0        0
         |hold-out                   12        0        0        0
         |missing                     2        0        0        0
         |reject-absent               1        0        0        0
         |reject-null                 1        0        0        0
         |reject-range                1        0        0        0
         |reject-type                 1        0        0        0
         |tie                         2        0        0        0
         |tree-split                  3        0        0        0
         |
         |output               allowed                 worst ulp    worst abs  compared
         |proba                ulp <= 1                        0            0        23
         |label                exact                           -            -        23
         |ids                  exact                           -            -        23
         |distances            ulp <= 2                        0            0        23
         |
         |the backend against itself
         |  repeat     passed   23 vectors, all the same
         |  shuffled   passed   23 vectors, all the same
         |  batch      passed   23 vectors, all the same
         |  threads    passed   23 vectors, all the same
         |
         |note      3 vectors have another answer on the unrounded row: what is measured
         |          in Python is not quite what is served.""".stripMargin
    )
  }

  test("a null read as 0") {
    assertNoDiff(
      shown(new NullAsZero),
      """|FAILED  shop 1.0.0: 25 of 27 vectors pass, 2 failed
         |  backend  jvm:io.handover.faults.NullAsZero (shop 1.0)
         |
         |backend: The model file gives the expected answers, the backend gives others:
         |    its own code is at fault. (2 vectors)
         |owner: backend owner
         |
         |vectors                passed   failed  errored  skipped
         |category                    3        0        0        0
         |decision-boundary           1        0        0        0
         |hold-out                   12        0        0        0
         |missing                     0        2        0        0
         |reject-absent               1        0        0        0
         |reject-null                 1        0        0        0
         |reject-range                1        0        0        0
         |reject-type                 1        0        0        0
         |tie                         2        0        0        0
         |tree-split                  3        0        0        0
         |
         |output               allowed                 worst ulp    worst abs  compared
         |proba                ulp <= 1                  9470284         0.25        23
         |label                exact                           -            -        23
         |ids                  exact                           -            -        23
         |distances            ulp <= 2                        0            0        23
         |
         |the backend against itself
         |  repeat     passed   23 vectors, all the same
         |  shuffled   passed   23 vectors, all the same
         |  batch      passed   23 vectors, all the same
         |  threads    passed   23 vectors, all the same
         |
         |3 mismatch(es)
         |  missing-3eee6a85 $.proba - differs by 8001055 ulp (allowed ulp <= 1)
         |    expected  0.5231001
         |    obtained  0.27310002
         |    truths    onnx 0.5231001, source 0.5231001, wire 0.5231001
         |    why       basket_eur is missing
         |    hint      equals the answer when a null basket_eur is read as 0
         |  missing-3eee6a85 $.label - label (allowed exact)
         |    expected  1
         |    obtained  0
         |    truths    onnx 1, source 1, wire 1
         |    why       basket_eur is missing
         |    hint      equals the answer when a null basket_eur is read as 0
         |  missing-fe9c641a $.proba - differs by 9470284 ulp (allowed ulp <= 1)
         |    expected  0.46776372
         |    obtained  0.21776363
         |    truths    onnx 0.46776372, source 0.46776372, wire 0.46776372
         |    why       basket_eur is missing, unknown device
         |    hint      equals the answer when a null basket_eur is read as 0
         |
         |note      3 vectors have another answer on the unrounded row: what is measured
         |          in Python is not quite what is served.
         |note      Of 2 failing vectors, each equals the answer when a null basket_eur is
         |          read as 0.
         |
         |Reproduce with:
         |  handover verify shop.handover --backend jvm:io.handover.faults.NullAsZero --only missing-3eee6a85""".stripMargin
    )
  }

  test("a backend that throws for some rows") {
    val text = shown(new Throws)
    assertNoDiff(
      text.linesIterator.filterNot(_.trim.startsWith("at ")).mkString("\n"),
      """|ERRORED  shop 1.0.0: 24 of 27 vectors pass, 3 errored
         |  backend  jvm:io.handover.faults.Throws (shop 1.0)
         |
         |backend: The backend gives no answer at all for 3 vectors: no weight
         |owner: backend owner
         |
         |vectors                passed   failed  errored  skipped
         |category                    1        0        2        0
         |decision-boundary           1        0        0        0
         |hold-out                   12        0        0        0
         |missing                     1        0        1        0
         |reject-absent               1        0        0        0
         |reject-null                 1        0        0        0
         |reject-range                1        0        0        0
         |reject-type                 1        0        0        0
         |tie                         2        0        0        0
         |tree-split                  3        0        0        0
         |
         |output               allowed                 worst ulp    worst abs  compared
         |proba                ulp <= 1                        0            0        20
         |label                exact                           -            -        20
         |ids                  exact                           -            -        20
         |distances            ulp <= 2                        0            0        20
         |
         |the backend against itself
         |  repeat     passed   20 vectors, all the same
         |  shuffled   passed   20 vectors, all the same
         |  batch      passed   20 vectors, all the same
         |  threads    passed   20 vectors, all the same
         |
         |3 error(s)
         |  category-33bb3a53 - HV301 java.lang.IllegalStateException: no weight
         |      caused by java.util.NoSuchElementException: tablet
         |  category-6c01d911 - HV301 java.lang.IllegalStateException: no weight
         |      caused by java.util.NoSuchElementException: tablet
         |  missing-fe9c641a - HV301 java.lang.IllegalStateException: no weight
         |      caused by java.util.NoSuchElementException: tablet
         |
         |note      3 vectors have another answer on the unrounded row: what is measured
         |          in Python is not quite what is served.
         |
         |Reproduce with:
         |  handover verify shop.handover --backend jvm:io.handover.faults.Throws --only category-33bb3a53""".stripMargin
    )
  }

  test("a backend that returns rows in another order") {
    val text = shown(new ReordersRows)
    assertNoDiff(
      text.linesIterator.dropWhile(!_.startsWith("the backend")).mkString("\n"),
      """|the backend against itself
         |  repeat     passed   23 vectors, all the same
         |  shuffled   failed   22 of 23 vectors answered otherwise; the same answers, on
         |                     other rows
         |                     hold-out-730c4aa3, hold-out-1a41fd3c,
         |                     decision-boundary-a1462577, hold-out-4f3986bd,
         |                     tree-split-e9dbcfb3, …
         |  batch      failed   22 of 23 vectors answered otherwise; the same answers, on
         |                     other rows
         |                     category-e33cd26e, category-33bb3a53, category-6c01d911,
         |                     decision-boundary-a1462577, hold-out-88b603e0, …
         |  threads    passed   23 vectors, all the same
         |
         |note      3 vectors have another answer on the unrounded row: what is measured
         |          in Python is not quite what is served.
         |
         |Reproduce with:
         |  handover verify shop.handover --backend jvm:io.handover.faults.ReordersRows""".stripMargin
    )
  }
}
