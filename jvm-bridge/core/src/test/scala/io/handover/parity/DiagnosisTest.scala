package io.handover.parity

import io.handover.shop.{ShopBundle, ShopModel, ShopRows}
import io.handover.verdict.Verdict
import io.handover.{Row, Verifier, VerifySettings}

/** A known fault is named where it explains most of the failing rows that it concerns. */
class DiagnosisTest extends munit.FunSuite {

  private val hint = "equals the answer when a null basket_eur is read as 0"

  /** Reads the missing baskets of some rows as zero; wrong on the others unless they are right. */
  private class ReadsSomeAsZero(asZero: Long => Boolean, right: Long => Boolean) extends ShopModel {
    override def scoreRow(row: Row): Row = {
      val visits = row.long("visits")
      val answer = super.scoreRow(row)
      if (!row.isNull("basket_eur") || right(visits)) answer
      else if (asZero(visits)) super.scoreRow(row.add("basket_eur", 0f))
      else answer.add("proba", answer.float("proba") + 0.125f)
    }
  }

  /** Plays so many rows without a basket, and a few with one. */
  private def verdict(rows: Int, right: Long => Boolean = _ => false)(
      asZero: Long => Boolean
  ): Verdict = {
    val missing = Vector.tabulate(rows) { k =>
      ShopRows.Chosen("missing", s"row $k", ShopRows.row(None, k.toLong, "ios", 71f))
    }
    val others = ShopRows.all.filter(_.flag == "hold-out")
    Verifier
      .verify(
        ShopBundle.of(missing ++ others),
        new ReadsSomeAsZero(asZero, right),
        VerifySettings("jvm:x")
      )(Some(new ShopModel))
      .fold(faults => fail(faults.toString), identity)
  }

  private def named(verdict: Verdict): Int =
    verdict.mismatches.filter(_.attribution.hint.contains(hint)).map(_.vector).distinct.length

  private def notes(verdict: Verdict): Vector[String] = verdict.notes.map(_.sentence)

  test("a fault that explains half of the rows is not named") {
    assertEquals(named(verdict(4)(_ < 2)), 0)
  }

  test("a fault that explains more than half is named on those it explains") {
    val found = verdict(5)(_ < 3)
    assertEquals(named(found), 3)
    assert(!notes(found).exists(_.contains(hint)), notes(found))
  }

  test("a fault that explains all of them is what they have in common") {
    val found = verdict(4)(_ => true)
    assertEquals(named(found), 4)
    assert(notes(found).contains(s"Of 4 failing vectors, each $hint."), notes(found))
  }

  test("a row that passes all the same speaks against a fault") {
    assertEquals(named(verdict(5, right = _ == 4)(_ => true)), 0)
  }

  test("a fault that none of the first six rows shows is dropped") {
    assertEquals(named(verdict(20)(_ >= 6)), 0)
    assertEquals(named(verdict(20)(_ >= 5)), 15)
  }

  test("of many failing rows fifty are tried, and the note says so") {
    val found = verdict(51)(_ => true)
    val note = s"Of 51 failing vectors, each that was tried (50) $hint."
    assert(notes(found).contains(note), notes(found))
    assertEquals(notes(verdict(50)(_ => true)).count(_.contains("that was tried")), 0)
  }
}
