package io.handover.shop

import io.handover.archive.Digest
import io.handover.json.{Json, JsonWriter}
import io.handover.values.ValueJson
import io.handover.{Bundle, Row, Value}

/** Writes the test bundle: the shop model's contract, and vectors with its answers as the truths.
  */
object ShopBundle {

  /** The bundle as it is. */
  lazy val good: Bundle = write(identity)

  /** The bundle with its vectors changed on the way. */
  def write(change: Json => Json, contract: String => String = identity): Bundle =
    SmallBundle("shop", contract(ShopContract.text), ShopContract.columns, vectors.map(change))

  /** The vectors as JSON, before any change. */
  lazy val vectors: Vector[Json] = ShopRows.all.map(answered) ++ rejected

  /** A bundle of these rows alone. */
  def of(rows: Vector[ShopRows.Chosen]): Bundle =
    SmallBundle("shop", ShopContract.text, ShopContract.columns, rows.map(answered))

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
}
