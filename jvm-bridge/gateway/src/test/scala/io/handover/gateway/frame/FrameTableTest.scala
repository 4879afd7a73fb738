package io.handover.gateway.frame

import io.handover.ElementType
import io.handover.json.Json
import io.handover.tables.SharedTable.{cases, member, text}
import io.handover.values.{ColumnType, ValueJson}

/** Runs `tests/shared/frames.json`. */
class FrameTableTest extends munit.FunSuite {

  private def bytes(row: Json): Array[Byte] =
    text(row, "hex").grouped(2).map(Integer.parseInt(_, 16).toByte).toArray

  cases("frames.json", "good").foreach { row =>
    test(text(row, "name")) {
      val batch = FrameReader.read(bytes(row), "frame").fold(fault => fail(fault.line), identity)
      val columns = member(row, "columns").elements.getOrElse(fail("columns")).map { column =>
        val length = column.get("length").flatMap(_.long).map(_.toInt)
        val element = ElementType.parse(text(column, "type")).getOrElse(fail("type"))
        text(column, "name") -> ColumnType(element, length)
      }
      assertEquals(
        batch.columns.map(c => c.name -> ColumnType(c.elementType, c.length)),
        columns
      )
      val rows = member(row, "rows").elements.getOrElse(fail("rows")).map { cells =>
        columns.map { case (name, columnType) =>
          ValueJson.read(member(cells, name), columnType).fold(fail(_), identity)
        }
      }
      assertEquals(
        Vector.tabulate(batch.rows)(index => batch.columns.map(_.value(index))),
        rows
      )
      assertEquals(FrameWriter.bytes(batch).toVector, bytes(row).toVector)
    }
  }

  cases("frames.json", "refused").foreach { row =>
    test(s"refused: ${text(row, "name")}") {
      assertEquals(
        FrameReader.read(bytes(row), "frame").left.map(_.code).map(_.rows),
        Left(text(row, "code"))
      )
    }
  }
}
