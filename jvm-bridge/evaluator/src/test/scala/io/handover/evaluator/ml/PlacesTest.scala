package io.handover.evaluator.ml

import io.handover.LawSuite
import org.scalacheck.Gen
import org.scalacheck.Prop.forAll

/** A table of keys finds what a search through the list finds. */
class PlacesTest extends LawSuite {

  // "Aa" and "BB", and what is made of them, have one hash.
  private val text: Gen[String] =
    Gen.oneOf(
      Gen.listOf(Gen.oneOf("Aa", "BB")).map(_.take(4).mkString),
      Gen.asciiPrintableStr.map(_.take(3))
    )
  private val texts = Gen.listOf(text).map(_.toArray)
  private val longs = Gen.listOf(Gen.choose(-5L, 5L)).map(_.toArray)

  property("texts: of equal ones the first counts, or the last") {
    forAll(texts, text) { (keys, asked) =>
      val first = Places.of(Array.empty, keys, lastCounts = false)
      val last = Places.of(Array.empty, keys, lastCounts = true)
      (asked +: keys.toSeq).foreach { key =>
        assertEquals(first.of(key), keys.indexOf(key))
        assertEquals(last.of(key), keys.lastIndexOf(key))
      }
      assertEquals(first.of(null: String), -1)
    }
  }

  property("whole numbers: of equal ones the first counts, or the last") {
    forAll(longs, Gen.choose(-6L, 6L)) { (keys, asked) =>
      val first = Places.of(keys, Array.empty, lastCounts = false)
      val last = Places.of(keys, Array.empty, lastCounts = true)
      (asked +: keys.toSeq).foreach { key =>
        assertEquals(first.of(key), keys.indexOf(key))
        assertEquals(last.of(key), keys.lastIndexOf(key))
      }
    }
  }
}
