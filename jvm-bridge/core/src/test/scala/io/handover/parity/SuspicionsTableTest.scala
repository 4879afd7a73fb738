package io.handover.parity

import io.handover.contract.InputColumn
import io.handover.json.Json
import io.handover.tables.SharedTable.{cases, member, text}
import io.handover.values.{ColumnType, ValueJson}
import io.handover.{ElementType, Row}

/** Runs `tests/shared/suspicions.json` and `tests/shared/commonality.json`. */
class SuspicionsTableTest extends munit.FunSuite {

  private def inputs(json: Json): Vector[InputColumn] =
    member(json, "columns").members.getOrElse(fail("columns")).toVector.map { case (name, kind) =>
      val element = kind.text.flatMap(ElementType.parse(_)).getOrElse(fail(s"$name: $kind"))
      InputColumn(name, ColumnType(element), required = false)
    }

  private def row(json: Json, columns: Vector[InputColumn]): Row =
    columns.foldLeft(Row.empty) { (done, column) =>
      val cell = ValueJson.read(member(json, column.name), column.columnType)
      done.add(column.name, cell.fold(why => fail(why), identity))
    }

  private def spelled(row: Row): Json =
    Json.obj(row.names.map(name => name -> ValueJson.write(row.value(name)))*)

  cases("suspicions.json").foreach { each =>
    test(s"suspicions: ${text(each, "name")}") {
      val columns = inputs(each)
      val asked = row(member(each, "row"), columns)
      val altered = Suspicions.of(columns).flatMap { suspicion =>
        suspicion.altered(asked).map(suspicion.hint -> spelled(_))
      }
      assertEquals(Json.obj(altered*), member(each, "altered"))
    }
  }

  cases("commonality.json").foreach { each =>
    test(s"commonality: ${text(each, "name")}") {
      val columns = inputs(each)
      def rows(name: String): Vector[Row] =
        member(each, name).elements.getOrElse(fail(name)).map(row(_, columns))
      val found = Commonality.of(columns, rows("failing"), rows("passing"))
      assertEquals(Json.optional(found), member(each, "sentence"))
    }
  }
}
