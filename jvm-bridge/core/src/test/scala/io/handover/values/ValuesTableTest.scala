package io.handover.values

import io.handover.json.Json
import io.handover.tables.SharedTable
import io.handover.tables.SharedTable.{cases, member, text}
import io.handover.{ElementType, Value}

/** Runs `tests/shared/values.json`. */
class ValuesTableTest extends munit.FunSuite {

  private def element(row: Json): ElementType =
    ElementType.parse(text(row, "type")).getOrElse(fail(s"type in $row"))

  private def ofBits(bits: String, element: ElementType): Value =
    if (element == ElementType.F32)
      Value.F32(java.lang.Float.intBitsToFloat(Integer.parseUnsignedInt(bits, 16)))
    else Value.F64(java.lang.Double.longBitsToDouble(java.lang.Long.parseUnsignedLong(bits, 16)))

  cases("values.json", "texts").foreach { row =>
    val expected = text(row, "text")
    test(s"${text(row, "type")} ${text(row, "bits")} is written $expected") {
      assertEquals(ValueJson.write(ofBits(text(row, "bits"), element(row))), Json.Num(expected))
    }
  }

  cases("values.json", "floats").foreach { row =>
    val json = member(row, "json")
    test(s"$json is read as ${text(row, "type")}") {
      assertEquals(
        ValueJson.scalar(json, element(row)),
        Right(ofBits(text(row, "bits"), element(row)))
      )
    }
  }

  cases("values.json", "others").foreach { row =>
    val json = member(row, "json")
    test(s"$json is read as ${text(row, "type")}, exactly") {
      assertEquals(
        ValueJson.scalar(json, element(row)).map(ValueJson.write),
        Right(member(row, "value"))
      )
    }
  }

  cases("values.json", "refused").foreach { row =>
    val json = member(row, "json")
    test(s"$json is no ${text(row, "type")}") {
      assert(ValueJson.scalar(json, element(row)).isLeft)
    }
  }

  cases("values.json", "ulps").foreach { row =>
    test(s"ulps of ${text(row, "type")}: ${text(row, "name")}") {
      val found = Ulps.between(
        ofBits(text(row, "left"), element(row)),
        ofBits(text(row, "right"), element(row))
      )
      val shown = found.fold[Json](Json.Null)(distance => Json.Num(distance.toString))
      assertEquals(shown, SharedTable.member(row, "distance"))
    }
  }
}
