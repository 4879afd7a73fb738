package io.handover.parity

import io.handover.contract.{Role, Tolerance, ToleranceReader}
import io.handover.json.{Json, Shape}
import io.handover.tables.SharedTable
import io.handover.tables.SharedTable.{cases, member, text}
import io.handover.values.{ColumnType, ValueJson}
import io.handover.{ElementType, Value}

/** Runs `tests/shared/attribution.json`. */
class AttributionTableTest extends munit.FunSuite {

  private val converter = {
    val json = member(SharedTable.read("attribution.json"), "converter")
    def amount(name: String): Double = json.get(name).flatMap(_.double).getOrElse(0.0)
    Tolerance.AbsRel(amount("abs"), amount("rel"))
  }

  private def element(json: Json, name: String): ElementType =
    ElementType.parse(text(json, name)).getOrElse(fail(s"$name in $json"))

  private def value(json: Json, element: ElementType): Value = json match {
    case Json.Arr(elements) => Value.Many(elements.map(value(_, element)))
    case scalar => ValueJson.read(scalar, ColumnType(element)).fold(why => fail(why), identity)
  }

  cases("attribution.json").foreach { row =>
    test(text(row, "name")) {
      val declared = element(row, "type")
      val truths = member(row, "truths")
      val returned = row.get("obtainedType").fold(declared)(_ => element(row, "obtainedType"))
      val evidence = new Evidence(
        MismatchKind.all.find(_.name == text(row, "kind")).getOrElse(fail("kind")),
        ColumnType(declared),
        Role.parse(text(row, "role")).getOrElse(fail("role")),
        ToleranceReader.read(new Shape("HB401", "table"), "$", member(row, "tolerance"), declared),
        converter,
        truths.get("source").map(value(_, declared)),
        truths.get("wire").map(value(_, declared)),
        value(member(truths, "onnx"), declared),
        value(member(row, "obtained"), returned),
        row.get("runsModelFile").contains(Json.Bool(true)),
        row.get("deviation").flatMap(_.text).flatMap(Cause.parse),
        row.get("control").filter(_ != Json.Null).map(value(_, declared)),
        row.get("third").filter(_ != Json.Null).map(value(_, declared)),
        member(row, "probes").elements.getOrElse(Vector.empty).map { probe =>
          Probe(text(probe, "hint"), value(member(probe, "value"), declared))
        }
      )
      val found = Attribution.of(evidence)
      assertEquals(
        Json.obj("cause" -> Json.str(found.cause.name), "hint" -> Json.optional(found.hint)),
        Json.obj("cause" -> member(row, "cause"), "hint" -> member(row, "hint"))
      )
    }
  }
}
