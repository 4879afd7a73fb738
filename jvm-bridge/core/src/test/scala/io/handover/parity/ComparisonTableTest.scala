package io.handover.parity

import io.handover.contract.{Role, Tolerance, ToleranceReader}
import io.handover.json.{Json, Shape}
import io.handover.tables.SharedTable
import io.handover.tables.SharedTable.{cases, member, text}
import io.handover.values.{ColumnType, ValueJson}
import io.handover.{ElementType, Value}

/** Runs `tests/shared/comparison.json`. */
class ComparisonTableTest extends munit.FunSuite {

  private val converterAbs =
    member(
      SharedTable.read("comparison.json"),
      "converter"
    ).get("abs").flatMap(_.double).getOrElse(0.0)

  private def element(json: Json, name: String): ElementType =
    ElementType.parse(text(json, name)).getOrElse(fail(s"$name in $json"))

  private def tolerance(json: Json, element: ElementType): Tolerance = {
    val shape = new Shape("HB401", "table")
    val read = ToleranceReader.read(shape, "$", member(json, "tolerance"), element)
    shape.result(read).fold(faults => fail(faults.toString), identity)
  }

  /** A value of any shape: what a backend may return need not be what was declared. */
  private def value(json: Json, element: ElementType): Value = json match {
    case Json.Arr(elements) => Value.Many(elements.map(value(_, element)))
    case scalar => ValueJson.read(scalar, ColumnType(element)).fold(why => fail(why), identity)
  }

  private def score(json: Json): Reference.Score = {
    val kind = element(json, "type")
    Reference.Score(tolerance(json, kind).measure, value(member(json, "expected"), kind))
  }

  cases("comparison.json").foreach { row =>
    test(text(row, "name")) {
      val declared = element(row, "type")
      val reference = Reference(
        ColumnType(declared, row.get("length").flatMap(_.long).map(_.toInt)),
        Role.parse(text(row, "role")).getOrElse(fail("role")),
        tolerance(row, declared),
        value(member(row, "expected"), declared),
        row.get("margin").flatMap(_.double),
        row.get("score").orElse(row.get("scores")).map(score),
        row.get("ties").flatMap(_.elements).getOrElse(Vector.empty).map(value(_, declared)),
        converterAbs
      )
      val returned = row.get("obtainedType").fold(declared)(_ => element(row, "obtainedType"))
      val found = Comparator.compare(reference, value(member(row, "obtained"), returned))
      val answer = Json.obj(
        "pass" -> Json.Bool(found.passes),
        "kind" -> Json.optional(found.kind.map(_.name)),
        "ulp" -> found.ulp.fold[Json](Json.Null)(ulp => Json.Num(ulp.toString)),
        "at" -> Json.arr(found.at.map(place => Json.int(place.toLong))),
        "withinMargin" -> Json.Bool(found.withinMargin)
      )
      val names = Vector("pass", "kind", "ulp", "at", "withinMargin")
      assertEquals(answer, Json.obj(names.map(name => name -> member(row, name))*))
    }
  }
}
