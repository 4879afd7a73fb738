package io.handover.visit

import io.handover.archive.Digest
import io.handover.json.{Json, JsonWriter}
import io.handover.shop.SmallBundle
import io.handover.values.ValueJson
import io.handover.Bundle

/** Writes the test bundle with a features stage: vectors of both stages, with the answers of
  * [[VisitStep]] and [[VisitModel]] as the truths.
  */
object VisitBundle {

  /** The bundle as it is. */
  lazy val good: Bundle = write(identity)

  /** The bundle with its vectors changed on the way. */
  def write(change: Vector[Json] => Vector[Json]): Bundle =
    SmallBundle("visit", VisitContract.text, VisitContract.columns, change(vectors))

  /** Vectors of both stages. */
  lazy val vectors: Vector[Json] =
    VisitRows.all.map(featured) ++ rejected ++ VisitRows.all.take(4).map(scored)

  /** A line that no row of the model answers. */
  def featured(chosen: VisitRows.Chosen): Json = {
    val features = ValueJson.writeRow(new VisitStep().features(chosen.row))
    line("features", chosen.flag, chosen.why, ValueJson.writeRow(chosen.row), "value")(
      Json.obj("features" -> features)
    )
  }

  private def scored(chosen: VisitRows.Chosen): Json = {
    val wire = new VisitStep().features(chosen.row)
    val truth = ValueJson.writeRow(new VisitModel().scoreRow(wire))
    line("model", "hold-out", chosen.why, ValueJson.writeRow(wire), "value")(
      Json.obj("source" -> truth, "wire" -> truth, "onnx" -> truth)
    )
  }

  private def rejected: Vector[Json] = {
    val good = VisitRows.all.head.row
    def event(kind: String) =
      Json.obj("at_ms" -> Json.int(1L), "kind" -> Json.str(kind), "cents" -> Json.int(0L))
    Vector(
      (
        "an event of an unknown kind",
        "HR105",
        "events[1].kind",
        "events" ->
          Json.arr(Vector(event("visit"), event("purchase")))
      ),
      ("no event", "HR106", "events", "events" -> Json.arr(Vector.empty)),
      ("a null start", "HR101", "starts_ms[0]", "starts_ms" -> Json.arr(Vector(Json.Null))),
      ("geo is text", "HR103", "geo", "geo" -> Json.str("IT"))
    ).map { case (why, code, column, (name, json)) =>
      val cells = ValueJson.writeRow(good).members.getOrElse(sys.error("row"))
      line("features", "reject-raw", why, Json.Obj(cells.updated(name, json)), "rejected")(
        Json.obj("reject" -> Json.obj("code" -> Json.str(code), "column" -> Json.str(column)))
      )
    }
  }

  private def line(stage: String, flag: String, why: String, input: Json, outcome: String)(
      expected: Json
  ): Json = {
    val id = s"$flag-${Digest.of(JsonWriter.bytes(Json.arr(Vector(input, Json.str(why))))).take(8)}"
    Json.obj(
      "id" -> Json.str(id),
      "stage" -> Json.str(stage),
      "flag" -> Json.str(flag),
      "why" -> Json.str(why),
      "outcome" -> Json.str(outcome),
      "input" -> input,
      "expected" -> expected
    )
  }
}
