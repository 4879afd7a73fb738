package io.handover.shop

import io.handover.Bundle
import io.handover.archive.Digest
import io.handover.bundle.{BundleManifest, Protobuf, ZipBytes}
import io.handover.json.{Json, JsonReader, JsonWriter}
import java.nio.file.{Files, Path}

/** Writes a bundle of a contract and vectors; the model file is only ever walked. */
object SmallBundle {

  /** The bundle, read back; a fault of it ends the test. */
  def apply(name: String, contract: String, columns: String, vectors: Vector[Json]): Bundle =
    Bundle.open(file(name, contract, columns, vectors)).fold(
      faults => sys.error(faults.map(_.line).mkString("\n")),
      identity
    )

  /** The bundle as a file.
    *
    * @param columns
    *   the columns as `vectors/header.json` lists them
    */
  def file(name: String, contract: String, columns: String, vectors: Vector[Json]): Path = {
    val agreed = s"$contract\n".getBytes("UTF-8")
    val byFlag = vectors.groupBy(_.get("flag").flatMap(_.text).getOrElse(""))
    val lines = byFlag.map { case (flag, listed) =>
      s"vectors/$flag.jsonl" -> listed.toArray.flatMap(JsonWriter.bytes)
    }
    val files = lines ++ Map(
      "contract.json" -> agreed,
      "model.onnx" -> Protobuf.bytes(ShopContract.model, Digest.of(agreed)),
      "vectors/header.json" -> JsonWriter.bytes(header(columns, byFlag))
    )
    val told = JsonWriter.bytes(manifest(name, files, Digest.of(agreed)))
    val whole = files.updated(BundleManifest.Name, told)
    val bytes = new ZipBytes(Json.obj()).write(whole.toVector.sortBy(_._1)(JsonWriter.byCodePoint))
    val path = Files.createTempFile(name, ".handover")
    path.toFile.deleteOnExit()
    Files.write(path, bytes)
  }

  private def header(columns: String, byFlag: Map[String, Vector[Json]]): Json = {
    val flags = byFlag.toVector.map { case (flag, listed) =>
      flag -> Json.obj(
        "count" -> Json.int(listed.length.toLong),
        "catches" -> Json.str(s"what $flag catches"),
        "effect" -> Json.str("visitors see the wrong thing")
      )
    }
    val count = byFlag.values.map(_.length).sum
    JsonReader
      .read(columns, "columns")
      .map(listed =>
        Json.Obj(
          listed.members.getOrElse(sys.error("columns")) ++ Vector(
            "format" -> Json.int(1L),
            "count" -> Json.int(count.toLong),
            "seed" -> Json.int(20L),
            "flags" -> Json.obj(flags*),
            "truths" -> Json.obj("rounding" -> Json.obj("vectors" -> Json.int(3L)))
          )
        )
      )
      .getOrElse(sys.error("columns"))
  }

  private def manifest(
      name: String,
      files: Map[String, Array[Byte]],
      contractSha256: String
  ): Json = Json.obj(
    "format" -> Json.str(BundleManifest.Format),
    "name" -> Json.str(name),
    "version" -> Json.str("1.0.0"),
    "contract" -> Json.obj("sha256" -> Json.str(contractSha256)),
    "producedBy" -> Json.obj("handover" -> Json.str("0.1.0")),
    "profile" -> Json.obj(
      "runtime" -> Json.str("onnxruntime"),
      "batch" -> Json.arr(Vector(Json.int(1L), Json.str("N")))
    ),
    "accepted" -> Json.arr(Vector.empty),
    "files" -> Json.obj(files.toVector.map { case (name, bytes) =>
      name -> Json.obj(
        "size" -> Json.int(bytes.length.toLong),
        "sha256" -> Json.str(Digest.of(bytes))
      )
    }*)
  )
}
