package io.handover.bundle

import io.handover.json.{Hex, Json}
import java.io.ByteArrayOutputStream
import java.nio.charset.StandardCharsets.UTF_8

/** Writes the protobuf messages of the shared table; see tests/shared/README.md. */
object Protobuf {

  /** The bytes of a list of fields. */
  def bytes(fields: Vector[Json], contractSha256: String): Array[Byte] = {
    val out = new ByteArrayOutputStream
    fields.foreach { field =>
      field.elements.getOrElse(Vector.empty) match {
        case Vector(Json.Str("hex"), Json.Str(hex))           => out.write(Hex.bytes(hex))
        case Vector(Json.Num(n), Json.Str("contract-sha256")) =>
          delimited(out, n, contractSha256.getBytes(UTF_8))
        case Vector(Json.Num(n), Json.Str("text"), Json.Str(text)) =>
          delimited(out, n, text.getBytes(UTF_8))
        case Vector(Json.Num(n), Json.Str("varint"), Json.Num(value)) =>
          varint(out, n.toLong << 3)
          varint(out, value.toLong)
        case Vector(Json.Num(n), Json.Str("message"), Json.Arr(inner)) =>
          delimited(out, n, bytes(inner, contractSha256))
        case Vector(Json.Str("nest"), Json.Num(times), Json.Arr(numbers), Json.Arr(leaf)) =>
          out.write(nested(times.toInt, numbers.flatMap(_.long), bytes(leaf, contractSha256)))
        case other => throw new IllegalArgumentException(s"no field: $other")
      }
    }
    out.toByteArray
  }

  private def nested(times: Int, numbers: Vector[Long], leaf: Array[Byte]): Array[Byte] =
    Vector.fill(times)(numbers).flatten.foldRight(leaf) { (number, content) =>
      val out = new ByteArrayOutputStream
      delimited(out, number.toString, content)
      out.toByteArray
    }

  private def delimited(out: ByteArrayOutputStream, number: String, content: Array[Byte]): Unit = {
    varint(out, number.toLong << 3 | 2)
    varint(out, content.length.toLong)
    out.write(content)
  }

  private def varint(out: ByteArrayOutputStream, value: Long): Unit =
    if ((value & ~0x7fL) == 0) out.write(value.toInt)
    else {
      out.write((value & 0x7f | 0x80).toInt)
      varint(out, value >>> 7)
    }
}
