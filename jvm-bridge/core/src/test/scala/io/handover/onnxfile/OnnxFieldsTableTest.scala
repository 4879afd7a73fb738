package io.handover.onnxfile

import io.handover.json.Json
import io.handover.tables.SharedTable
import io.handover.tables.SharedTable.member

class OnnxFieldsTableTest extends munit.FunSuite {

  test("both languages know the same fields of onnx.proto") {
    val table = member(SharedTable.read("onnx_fields.json"), "messages")
    assertEquals(OnnxFields.messages.keySet, table.members.getOrElse(Vector.empty).map(_._1).toSet)
    OnnxFields.messages.foreach { case (name, message) =>
      val fields = member(table, name).members.getOrElse(Vector.empty).collect {
        case (number, Json.Str(kind)) => number.toInt -> kind
      }
      val found = message.fields.map { case (number, field) =>
        number -> s"${field.kind}${if (field.repeated) "*" else ""}"
      }
      assertEquals(found.toMap, fields.toMap, name)
    }
  }
}
