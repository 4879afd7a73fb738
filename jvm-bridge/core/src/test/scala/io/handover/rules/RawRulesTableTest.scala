package io.handover.rules

import io.handover.contract.{RawField, RawFieldReader}
import io.handover.json.{Json, Shape}
import io.handover.tables.SharedTable.{cases, member, text}

/** Runs `tests/shared/raw_rules.json`. */
class RawRulesTableTest extends munit.FunSuite {

  private def fields(properties: Json): Vector[RawField] = {
    val shape = new Shape("HB401", "contract.json")
    val read = properties.elements.getOrElse(fail("inputs")).zipWithIndex.map {
      case (property, i) => RawFieldReader.read(shape, s"$$[$i]", property)
    }
    shape.result(read).fold(faults => fail(faults.toString), identity)
  }

  test("the table has cases") {
    assert(cases("raw_rules.json").length >= 25)
  }

  cases("raw_rules.json").foreach { row =>
    test(text(row, "name")) {
      val cells = member(row, "row").members.getOrElse(fail("row"))
      val found = RawRules.broken(fields(member(row, "inputs")), cells).map { rule =>
        Json.obj("code" -> Json.str(rule.code), "place" -> Json.str(rule.column))
      }
      assertEquals(Json.arr(found), member(row, "broken"))
    }
  }
}
