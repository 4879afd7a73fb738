package io.handover.bundle

import io.handover.archive.Digest
import io.handover.json.{Hex, Json, JsonReader, JsonWriter}
import io.handover.tables.SharedTable.{member, text}
import java.nio.charset.StandardCharsets.UTF_8
import scala.collection.immutable.VectorMap

/** Applies the content edits of a recipe to files; see tests/shared/README.md. */
object ContentEdits {

  /** Contents that are not bytes before the contract's digest is known. */
  type Files = VectorMap[String, Json]

  /** The files after the `edits`; contents stay declarative where they were. */
  def apply(files: Files, edits: Vector[Json]): Files = edits.foldLeft(files) { (done, edit) =>
    text(edit, "op") match {
      case "put"  => done.updated(text(edit, "file"), member(edit, "content"))
      case "drop" => done.removed(text(edit, "file"))
      case "many" =>
        done ++ (0 until number(edit, "count")).map { i =>
          val digits = i.toString
          text(
            edit,
            "prefix"
          ) + "0" * (4 - digits.length) + digits -> Json.obj("text" -> Json.str(""))
        }
      case "append" =>
        change(done, edit)(bytes => bytes ++ text(edit, "text").getBytes(UTF_8))
      case "flip" =>
        val at = number(edit, "at")
        change(done, edit)(bytes => bytes.updated(at, (bytes(at) ^ 1).toByte))
      case "patch"  => patch(done, edit, Some(member(edit, "value")))
      case "remove" => patch(done, edit, None)
    }
  }

  /** The bytes of a content. */
  def bytes(content: Json, contractSha256: String): Array[Byte] =
    content.members.flatMap(_.headOption) match {
      case Some(("text", Json.Str(text)))     => text.getBytes(UTF_8)
      case Some(("hex", Json.Str(hex)))       => Hex.bytes(hex)
      case Some(("json", json))               => JsonWriter.bytes(json)
      case Some(("jsonl", Json.Arr(lines)))   => lines.toArray.flatMap(JsonWriter.bytes)
      case Some(("zeros", Json.Num(count)))   => new Array[Byte](count.toInt)
      case Some(("protobuf", Json.Arr(list))) => Protobuf.bytes(list, contractSha256)
      case Some(("parts", Json.Arr(parts)))   => parts.toArray.flatMap(part)
      case _ => throw new IllegalArgumentException(s"no content: $content")
    }

  /** Bytes as a content, for edits that come after the bytes were made. */
  def ofBytes(bytes: Array[Byte]): Json = Json.obj("hex" -> Json.str(Digest.hex(bytes)))

  private def part(json: Json): Array[Byte] = json.elements match {
    case Some(Vector(Json.Str(unit), Json.Num(times))) => (unit * times.toInt).getBytes(UTF_8)
    case _ => throw new IllegalArgumentException(s"no part: $json")
  }

  private def change(files: Files, edit: Json)(how: Array[Byte] => Array[Byte]): Files =
    files.updatedWith(text(edit, "file"))(_.map(content => ofBytes(how(bytes(content, "")))))

  private def patch(files: Files, edit: Json, value: Option[Json]): Files = {
    val path = member(edit, "path").elements.getOrElse(Vector.empty)
    files.updatedWith(text(edit, "file"))(_.map { content =>
      val lines = new String(bytes(content, ""), UTF_8).split("\n").toVector
      val line = edit.get("line").flatMap(_.long).getOrElse(0L).toInt
      val json = JsonReader.read(
        lines(line),
        "patched"
      ).fold(f => throw new IllegalStateException(f.line), identity)
      val patched = lines.updated(line, JsonWriter.write(at(json, path, value)))
      Json.obj("text" -> Json.str(patched.mkString("", "\n", "\n")))
    })
  }

  private def at(json: Json, path: Vector[Json], value: Option[Json]): Json = (json, path) match {
    case (Json.Obj(fields), Json.Str(name) +: Vector()) =>
      Json.Obj(value.fold(fields.removed(name))(fields.updated(name, _)))
    case (Json.Obj(fields), Json.Str(name) +: rest) =>
      Json.Obj(fields.updated(name, at(fields(name), rest, value)))
    case (Json.Arr(values), Json.Num(index) +: Vector()) =>
      Json.Arr(value.fold(values.patch(index.toInt, Nil, 1))(values.updated(index.toInt, _)))
    case (Json.Arr(values), Json.Num(index) +: rest) =>
      Json.Arr(values.updated(index.toInt, at(values(index.toInt), rest, value)))
    case _ => throw new IllegalArgumentException(s"no such path: $path in $json")
  }

  private def number(json: Json, name: String): Int = member(json, name).long.getOrElse(0L).toInt
}
