package io.handover.vectors

import io.handover.json.{Json, JsonReader}
import io.handover.shop.{ShopContract, SmallBundle}
import io.handover.visit.{VisitBundle, VisitContract, VisitRows}
import io.handover.{Bundle, Row, Value}

/** What the reader takes of a bundle with a features stage, and what it refuses, by place. */
class FeatureVectorsTest extends munit.FunSuite {

  private def faults(
      contract: String = VisitContract.text,
      columns: String = VisitContract.columns,
      vectors: Vector[Json] = VisitBundle.vectors
  ): Vector[(String, String)] =
    Bundle.open(SmallBundle.file("visit", contract, columns, vectors)) match {
      case Left(found) => found.map(fault => fault.code -> fault.message)
      case Right(_)    => Vector.empty
    }

  private def edited(name: String)(edit: PartialFunction[Json, Json]): Vector[Json] =
    VisitBundle.vectors.zipWithIndex.map {
      case (Json.Obj(fields), 0) =>
        Json.Obj(fields.updatedWith(name)(_.map(json => edit.applyOrElse(json, identity[Json]))))
      case (other, _) => other
    }

  private def put(name: String, json: Json): PartialFunction[Json, Json] = { case Json.Obj(cells) =>
    Json.Obj(cells.updated(name, json))
  }

  private def parsed(text: String): Json =
    JsonReader.read(text, "test").fold(fault => fail(fault.line), identity)

  test("a raw row is typed by the contract, events and all") {
    val vector = VisitBundle.good.vectors.find(_.flag == "raw-visit").getOrElse(fail("no vector"))
    assertEquals(vector.stage, Stage.Features: Stage)
    assertEquals(
      vector.row,
      Some(VisitRows.all.find(_.why == vector.why).getOrElse(fail("why")).row)
    )
    assertEquals(vector.row.map(_.nested("geo").text("country")), Some("IT"))
  }

  test("a row to be refused has types when its cells have") {
    val rows =
      VisitBundle.good.vectors.filter(_.flag == "reject-raw").map(v => v.why -> v.row).toMap
    assertEquals(rows("geo is text"), None)
    assertEquals(rows("no event").map(_.rows("events")), Some(Vector.empty[Row]))
    assertEquals(rows("a null start").map(_.elements("starts_ms")), Some(Vector[Value](Value.Null)))
  }

  Vector[(String, String, PartialFunction[Json, Json], String)](
    (
      "another stage",
      "stage",
      { case _ => Json.str("train") },
      "expected features or model at $.stage"
    ),
    (
      "an input that is absent",
      "input",
      { case Json.Obj(cells) => Json.Obj(cells.removed("geo")) },
      "expected a value, found nothing at $.input.geo"
    ),
    (
      "an input that is unknown",
      "input",
      put("x", Json.int(1L)),
      "expected a field of the contract at $.input.x"
    ),
    (
      "null where it is required",
      "input",
      put("source", Json.Null),
      "expected a value at $.input.source"
    ),
    (
      "a null element",
      "input",
      put("starts_ms", parsed("[null]")),
      "expected a value at $.input.starts_ms[0]"
    ),
    (
      "an element of another type",
      "input",
      put("starts_ms", parsed("[1,2.5]")),
      "expected type=i64, found 2.5 at $.input.starts_ms[1]"
    ),
    (
      "an event without its kind",
      "input",
      put("events", parsed("""[{"at_ms":1,"cents":0}]""")),
      "expected a value, found nothing at $.input.events[0].kind"
    ),
    (
      "an event that is text",
      "input",
      put("events", parsed("[\"x\"]")),
      "expected an object at $.input.events[0]"
    ),
    (
      "an object for an array",
      "input",
      put("events", Json.obj()),
      "expected an array at $.input.events"
    ),
    (
      "a feature that is absent",
      "expected",
      { case _ =>
        Json.obj("features" -> Json.obj(
          "visits" -> Json.int(1L),
          "dwell_s" -> Json.Null,
          "basket_eur" -> Json.Null,
          "views_eur" -> Json.Null,
          "source" -> Json.str("")
        ))
      },
      "expected type=string, found nothing at $.expected.features.country"
    ),
    (
      "an onnx truth for features",
      "expected",
      { case Json.Obj(cells) => Json.obj("onnx" -> cells("features")) },
      "expected an object at $.expected.features"
    )
  ).foreach { case (name, member, edit, message) =>
    test(s"$name is refused by its place") {
      assert(
        faults(vectors = edited(member)(edit)).contains("HB402" -> message),
        faults(vectors = edited(member)(edit)).toString
      )
    }
  }

  test("a required feature is never null") {
    val gone = edited("expected") { case json =>
      val features = json.get("features").flatMap(_.members).getOrElse(fail("features"))
      Json.obj("features" -> Json.Obj(features.updated("visits", Json.Null)))
    }
    assert(faults(vectors =
      gone
    ).contains("HB402" -> "expected a value at $.expected.features.visits"))
  }

  test("features vectors need a features stage in the contract") {
    val without = VisitContract.text.replace(s""""features":${VisitContract.features},""", "")
    val columns = parsed(VisitContract.columns) match {
      case Json.Obj(fields) => io.handover.json.JsonWriter.write(Json.Obj(fields.removed("raw")))
      case _                => fail("columns")
    }
    assertEquals(
      faults(contract = without, columns = columns).toSet,
      Set("HB402" -> "expected stage=model, for the contract has no features at $.stage")
    )
    assertEquals(
      faults(contract = without).map(_._2),
      Vector("expected nothing at $.raw")
    )
  }

  test("the header's raw fields are the contract's") {
    Vector("\"list\":true" -> "\"list\":false", "\"cents\"" -> "\"euros\"", "\"raw\"" -> "\"rows\"")
      .foreach { case (is, becomes) =>
        assertEquals(
          faults(columns = VisitContract.columns.replace(is, becomes)),
          Vector("HB402" -> "expected the contract's raw fields in its order at $.raw"),
          becomes
        )
      }
  }

  test("the vectors of a flag are of one stage") {
    val mixed = VisitBundle.vectors.map {
      case Json.Obj(fields) if fields.get("stage").contains(Json.str("model")) =>
        Json.Obj(fields.updated("flag", Json.str("raw-visit")))
      case other => other
    }
    assertEquals(
      faults(vectors = mixed),
      Vector("HB402" -> "the vectors of a flag are of one stage")
    )
  }

  Vector(
    (
      "\"dwell_s\":{\"abs\":0.5}",
      "\"dwell_s\":{\"near\":1}",
      "expected one of bits, exact, ulp, abs with rel (and boundary, ties) at $.features.tolerance.dwell_s"
    ),
    (
      "\"dwell_s\":{\"abs\":0.5}",
      "\"dwell\":{\"abs\":0.5}",
      "expected an input of the model at $.features.tolerance.dwell"
    ),
    (
      "\"name\":\"starts_ms\"",
      "\"name\":\"source\"",
      "expected field source only once at $.features.inputs"
    ),
    (
      "\"maxItems\":100},\"items\":{\"logicalType\":\"integer\",",
      "\"maxItems\":100},\"items\":{\"logicalType\":\"array\",",
      "expected a type that a model can take (f32, f64, i32, i64, string, boolean) at " +
        "$.features.inputs[0].properties[1].items"
    )
  ).foreach { case (is, becomes, message) =>
    test(s"a contract with $becomes is refused") {
      val found = faults(contract = VisitContract.text.replace(is, becomes))
      assertEquals(found.headOption, Some("HB401" -> message))
    }
  }

  test("the shop's contract has no features") {
    assert(!ShopContract.text.contains("features"))
    assertEquals(io.handover.shop.ShopBundle.good.contract.features, None)
  }
}
