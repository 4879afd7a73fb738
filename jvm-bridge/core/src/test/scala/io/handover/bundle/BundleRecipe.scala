package io.handover.bundle

import io.handover.archive.Digest
import io.handover.json.{Hex, Json, JsonWriter}
import io.handover.tables.SharedTable
import io.handover.tables.SharedTable.{member, text}
import java.nio.charset.StandardCharsets.UTF_8
import scala.collection.immutable.VectorMap

/** Builds the bytes that a case of `tests/shared/bundle_cases.json` describes. */
object BundleRecipe {

  private lazy val good = member(SharedTable.read("bundle_cases.json"), "good")

  /** The bytes of a case. */
  def bytes(recipe: Json): Array[Byte] = {
    val declared = member(good, "files").members.getOrElse(VectorMap.empty)
    val edited = ContentEdits(declared, list(recipe, "files"))
    val contract =
      edited.get("contract.json").map(ContentEdits.bytes(_, "")).getOrElse(Array.emptyByteArray)
    val files = edited.map { case (name, content) =>
      name -> ContentEdits.bytes(content, Digest.of(contract))
    }
    val whole = files.updated("manifest.json", manifest(files, Digest.of(contract)))
    val sealedFiles = list(recipe, "sealed") match {
      case Vector() => whole
      case edits    =>
        ContentEdits(whole.map { case (name, bytes) => name -> ContentEdits.ofBytes(bytes) }, edits)
          .map { case (name, content) => name -> ContentEdits.bytes(content, "") }
    }
    val zip = new ZipBytes(recipe)
    val archive = zip.write(sealedFiles.toVector.sortBy(_._1)(JsonWriter.byCodePoint))
    list(recipe, "raw").foldLeft(archive)(raw(zip))
  }

  /** The good bundle itself. */
  def goodBytes: Array[Byte] = bytes(Json.obj())

  private def manifest(files: Map[String, Array[Byte]], contractSha256: String): Array[Byte] = {
    val listed = files.toVector.map { case (name, bytes) =>
      name -> Json.obj(
        "size" -> Json.int(bytes.length.toLong),
        "sha256" -> Json.str(Digest.of(bytes))
      )
    }
    val fields = member(good, "manifest").members.getOrElse(VectorMap.empty)
    JsonWriter.bytes(
      Json.Obj(
        fields
          .updated("contract", Json.obj("sha256" -> Json.str(contractSha256)))
          .updated("files", Json.Obj(VectorMap.from(listed)))
      )
    )
  }

  private def raw(zip: ZipBytes)(bytes: Array[Byte], edit: Json): Array[Byte] = {
    def extra: Array[Byte] =
      edit.get("hex").flatMap(_.text).fold(text(edit, "text").getBytes(UTF_8))(Hex.bytes)
    def number(name: String): Option[Int] = edit.get(name).flatMap(_.long).map(_.toInt)
    text(edit, "op") match {
      case "prepend"   => extra ++ bytes
      case "append"    => bytes ++ extra
      case "truncate"  => bytes.take(number("to").getOrElse(zip.start(text(edit, "before"))))
      case "drop-last" => bytes.dropRight(number("count").getOrElse(0))
    }
  }

  private def list(recipe: Json, name: String): Vector[Json] =
    recipe.get(name).flatMap(_.elements).getOrElse(Vector.empty)
}
