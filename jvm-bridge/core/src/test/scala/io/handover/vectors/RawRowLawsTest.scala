package io.handover.vectors

import io.handover.json.Json
import io.handover.rules.RawRules
import io.handover.values.ValueJson
import io.handover.verdict.Status
import io.handover.visit.{VisitBundle, VisitStep}
import io.handover.{LawSuite, Row, Value, Verifier, VerifySettings}
import org.scalacheck.Gen
import org.scalacheck.Prop.forAll

/** Raw rows survive their JSON, and a feature that is off by any bit is caught. */
class RawRowLawsTest extends LawSuite {
  private val features = VisitBundle.good.contract.features.getOrElse(fail("no features"))

  private val events: Gen[Row] = for {
    at <- Gen.choose(0L, Long.MaxValue)
    kind <- Gen.oneOf("visit", "view", "basket")
    cents <- Gen.choose(0L, 10000000L)
  } yield Row.empty.add("at_ms", at).add("kind", kind).add("cents", cents)

  private val rows: Gen[Row] = for {
    source <- Gen.stringOfN(7, Gen.oneOf('a', 'İ', ' ', 'ß', '\n'))
    starts <- Gen.listOf(Gen.choose(0L, Long.MaxValue)).map(_.take(100))
    events <- Gen.nonEmptyListOf(events)
    country <- Gen.option(Gen.alphaStr)
  } yield Row.empty
    .add("source", source)
    .add("starts_ms", starts.toArray)
    .add("events", events.toVector)
    .add(
      "geo",
      country.fold[Value](Value.Null)(name => Value.Nested(Row.empty.add("country", name)))
    )

  private def cells(row: Row): Map[String, Json] =
    ValueJson.writeRow(row).members.getOrElse(fail("no object"))

  property("a raw row reads back as it was written, and breaks no rule") {
    forAll(rows) { row =>
      RawRowReader.read(features.inputs, cells(row)) == Right(row) &&
      RawRules.broken(features.inputs, cells(row)).isEmpty
    }
  }

  property("whatever field of an event is null, the rules and the reader name it") {
    forAll(rows, Gen.oneOf("at_ms", "kind", "cents")) { (row, field) =>
      val listed = row.rows("events")
      val last = listed.length - 1
      val broken = cells(row.add("events", listed.init :+ listed.last.addNull(field)))
      val place = s"events[$last].$field"
      RawRules.broken(features.inputs, broken).map(rule => rule.code -> rule.column) ==
        Vector("HR101" -> place) &&
        RawRowReader.read(features.inputs, broken) ==
        Left(Vector(s"$$.input.$place" -> "a value"))
    }
  }

  property("a feature held to its bits fails when it is off by any") {
    val visit = VisitBundle.good.vectors.find(_.flag == "raw-visit").getOrElse(fail("no vector"))
    forAll(Gen.choose(-50, 50)) { ulps =>
      val off = new VisitStep {
        override protected def euros(events: Vector[Row], kind: String): Float =
          java.lang.Float.intBitsToFloat(
            java.lang.Float.floatToIntBits(super.euros(events, kind)) + ulps
          )
      }
      val settings = VerifySettings("jvm:x", only = Vector(visit.id))
      val status = Verifier.verify(VisitBundle.good, off, settings)(None).map(_.status)
      status == Right(if (ulps == 0) Status.Passed else Status.Failed)
    }
  }
}
