package io.handover.rules

import io.handover.contract.{ContractReader, InputColumn}
import io.handover.json.{Json, JsonReader}
import io.handover.tables.SharedTable
import io.handover.tables.SharedTable.{cases, member, text}

/** Runs `tests/shared/input_rules.json`. */
class InputRulesTableTest extends munit.FunSuite {

  private val columns: Map[String, Vector[InputColumn]] =
    member(SharedTable.read("input_rules.json"), "columns").members
      .getOrElse(fail("columns"))
      .map { case (name, properties) =>
        name -> ContractReader.inputs(properties.elements.getOrElse(fail(name))).fold(
          f => fail(f.toString),
          identity
        )
      }

  cases("input_rules.json").foreach { row =>
    test(s"${text(row, "columns")}: ${text(row, "name")}") {
      val input =
        JsonReader.read(text(row, "row"), "row").toOption.flatMap(_.members).getOrElse(fail("row"))
      val found = InputRules.broken(columns(text(row, "columns")), input).map { rule =>
        Json.obj("code" -> Json.str(rule.code), "column" -> Json.str(rule.column))
      }
      assertEquals(Json.arr(found), member(row, "faults"))
    }
  }
}
