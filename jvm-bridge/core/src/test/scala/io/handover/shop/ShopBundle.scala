package io.handover.shop

import io.handover.archive.Digest
import io.handover.bundle.{BundleManifest, Protobuf, ZipBytes}
import io.handover.json.{Json, JsonReader, JsonWriter}
import io.handover.values.ValueJson
import io.handover.{Bundle, Row, Value}
import java.nio.file.{Files, Path}

/** Writes the test bundle: the shop model's contract, and vectors with its answers as the truths.
  */
object ShopBundle {

  /** The bundle as it is. */
  lazy val good: Bundle = write(identity)

  /** The bundle with its vectors changed on the way. */
  def write(change: Json => Json, contract: String => String = identity): Bundle =
    Bundle.open(file(change, contract)).fold(
      faults => sys.error(faults.map(_.line).mkString("\n")),
      identity
    )

  /** The vectors as JSON, before any change. */
  lazy val vectors: Vector[Json] = ShopRows.all.map(answered) ++ rejected

  private def file(change: Json => Json, edit: String => String): Path = {
    val contract = (edit(ShopContract.text) + "\n").getBytes("UTF-8")
    val byFlag = vectors.map(change).groupBy(vector => flagOf(vector))
    val lines = byFlag.map { case (flag, listed) =>
      s"vectors/$flag.jsonl" -> listed.toArray.flatMap(JsonWriter.bytes)
    }
    val files = lines ++ Map(
      "contract.json" -> contract,
      "model.onnx" -> Protobuf.bytes(ShopContract.model, Digest.of(contract)),
      "vectors/header.json" -> JsonWriter.bytes(header(byFlag))
    )
    val whole =
      files.updated(BundleManifest.Name, JsonWriter.bytes(manifest(files, Digest.of(contract))))
    val bytes = new ZipBytes(Json.obj()).write(whole.toVector.sortBy(_._1)(JsonWriter.byCodePoint))
    val path = Files.createTempFile("shop", ".handover")
    path.toFile.deleteOnExit()
    Files.write(path, bytes)
  }

  private def flagOf(vector: Json): String = vector.get("flag").flatMap(_.text).getOrElse("")

  private def answered(chosen: ShopRows.Chosen): Json = {
    val answer = new ShopModel().scoreRow(chosen.row)
    val margin = chosen.margin.getOrElse((answer.float("proba") - 0.5f).abs.toDouble)
    val truth = cells(answer)
    val last = answer.floats("distances").last
    val ties = ShopModel.Prices.collect {
      case (id, price)
          if (price - chosen.row.float("price")).abs == last &&
            !answer.elements("ids").contains(Value.I64(id)) =>
        Json.int(id)
    }
    vector(chosen.flag, chosen.why, cells(chosen.row), "value")(
      "expected" -> Json.obj("source" -> truth, "wire" -> truth, "onnx" -> truth),
      "margin" -> Json.obj("label" -> Json.Num(margin.toString)),
      "ties" -> Json.obj("ids" -> Json.arr(ties))
    )
  }

  private def rejected: Vector[Json] = {
    val good = cells(ShopRows.row(Some(1f), 1L, "web", 1f)).members.getOrElse(sys.error("no row"))
    def reject(flag: String, why: String, code: String, column: String, input: Json): Json =
      vector(flag, why, input, "rejected")(
        "expected" -> Json.obj(
          "reject" -> Json.obj("code" -> Json.str(code), "column" -> Json.str(column))
        )
      )
    Vector(
      reject(
        "reject-null",
        "visits is required",
        "HR101",
        "visits",
        Json.Obj(good.updated("visits", Json.Null))
      ),
      reject(
        "reject-range",
        "price is below 0",
        "HR104",
        "price",
        Json.Obj(good.updated("price", Json.int(-1L)))
      ),
      reject(
        "reject-type",
        "visits is text",
        "HR103",
        "visits",
        Json.Obj(good.updated("visits", Json.str("1")))
      ),
      reject(
        "reject-absent",
        "device is absent",
        "HR102",
        "device",
        Json.Obj(good.removed("device"))
      )
    )
  }

  private def vector(
      flag: String,
      why: String,
      input: Json,
      outcome: String
  )(more: (String, Json)*): Json = {
    val id = s"$flag-${Digest.of(JsonWriter.bytes(Json.arr(Vector(input, Json.str(why))))).take(8)}"
    val told =
      Vector("id" -> id, "stage" -> "model", "flag" -> flag, "why" -> why, "outcome" -> outcome)
    Json.obj((told.map { case (name, text) => name -> Json.str(text) } ++ Vector(
      "input" -> input
    ) ++ more)*)
  }

  private def cells(row: Row): Json = ValueJson.writeRow(row)

  private def header(byFlag: Map[String, Vector[Json]]): Json = {
    val flags = byFlag.toVector.map { case (flag, listed) =>
      flag -> Json.obj(
        "count" -> Json.int(listed.length.toLong),
        "catches" -> Json.str(s"what $flag catches"),
        "effect" -> Json.str("visitors see the wrong thing")
      )
    }
    val count = byFlag.values.map(_.length).sum
    JsonReader
      .read(ShopContract.columns, "columns")
      .map(columns =>
        Json.Obj(
          columns.members.getOrElse(sys.error("columns")) ++ Vector(
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

  private def manifest(files: Map[String, Array[Byte]], contractSha256: String): Json = Json.obj(
    "format" -> Json.str(BundleManifest.Format),
    "name" -> Json.str("shop"),
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
