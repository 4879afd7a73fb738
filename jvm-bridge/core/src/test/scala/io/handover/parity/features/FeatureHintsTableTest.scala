package io.handover.parity.features

import io.handover.json.Json
import io.handover.tables.SharedTable.{cases, member, text}
import io.handover.values.ValueJson
import io.handover.vectors.VectorReader
import io.handover.{ElementType, Value}

/** Runs `tests/shared/feature_hints.json`. */
class FeatureHintsTableTest extends munit.FunSuite {

  private def value(json: Json, named: String): Value = {
    val element = ElementType.parse(named).getOrElse(fail(named))
    VectorReader.missing(ValueJson.scalar(json, element).fold(fail(_), identity))
  }

  test("the table has cases") {
    assert(cases("feature_hints.json").length >= 25)
  }

  cases("feature_hints.json").foreach { row =>
    test(text(row, "name")) {
      val named = text(row, "type")
      val others = member(row, "others").members.getOrElse(fail("others")).toVector.collect {
        case (name, other) if text(other, "type") == named =>
          name -> value(member(other, "expected"), named)
      }
      val found = FeatureHints.of(
        value(member(row, "expected"), named),
        value(member(row, "obtained"), named),
        others
      )
      assertEquals(Json.optional(found), member(row, "hint"))
    }
  }
}
