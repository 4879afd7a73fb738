package io.handover.json

import io.handover.tables.SharedTable.{cases, text}
import java.nio.charset.StandardCharsets

/** Runs `tests/shared/strict_json.json`. */
class StrictJsonTableTest extends munit.FunSuite {

  private def document(row: Json): Array[Byte] =
    row.get("hex").flatMap(_.text).map(Hex.bytes).getOrElse {
      row
        .get("text")
        .flatMap(_.text)
        .orElse(row.get("parts").flatMap(_.elements).map(_.map(part).mkString))
        .getOrElse(fail(s"no document in $row"))
        .getBytes(StandardCharsets.UTF_8)
    }

  private def part(json: Json): String = json.elements match {
    case Some(Vector(Json.Str(unit), Json.Num(times))) => unit * times.toInt
    case _                                             => fail(s"no part: $json")
  }

  cases("strict_json.json").foreach { row =>
    test(s"${text(row, "name")}: ${row.get("code").flatMap(_.text).getOrElse("read")}") {
      val read = JsonReader.read(document(row), "document")
      assertEquals(read.left.toOption.map(_.code), row.get("code").flatMap(_.text))
      row.get("canonical").flatMap(_.text).foreach { canonical =>
        assertEquals(read.map(JsonWriter.write), Right(canonical))
      }
    }
  }
}
