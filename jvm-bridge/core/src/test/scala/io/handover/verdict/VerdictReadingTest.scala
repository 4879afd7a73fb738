package io.handover.verdict

import io.handover.faults.{FlipsLabelOnBoundary, OtherClass, ReordersRows, ReturnsNullCell, Throws}
import io.handover.json.{Json, JsonReader, JsonWriter}
import io.handover.shop.{ShopBundle, ShopModel}
import io.handover.visit.{VisitBundle, VisitService, VisitStep}
import io.handover.{Bundle, Fault, Implementation, Verifier, VerifySettings}

/** A verdict is read as it was written, and nothing else is taken for one. */
class VerdictReadingTest extends munit.FunSuite {

  private val played = Vector[(Bundle, Implementation)](
    ShopBundle.good -> new ShopModel,
    ShopBundle.good -> new OtherClass,
    ShopBundle.good -> new Throws,
    ShopBundle.good -> new ReturnsNullCell,
    ShopBundle.good -> new ReordersRows,
    ShopBundle.good -> new FlipsLabelOnBoundary,
    VisitBundle.good -> new VisitStep,
    VisitBundle.good -> new VisitService
  )

  private val verdicts = played.map { case (bundle, implementation) =>
    val settings = VerifySettings(s"jvm:${implementation.getClass.getName}")
    Verifier
      .verify(bundle, implementation, settings)(None)
      .fold(faults => fail(faults.map(_.line).mkString), identity)
  }

  verdicts.foreach { verdict =>
    test(s"the verdict on ${verdict.backend.address} reads back as it was written") {
      val read = JsonReader.read(JsonWriter.bytes(verdict.json), "verdict").left.map(Vector(_))
      assertEquals(
        read.flatMap(Verdict.read),
        Right(verdict): Either[Vector[Fault], Verdict]
      )
    }
  }

  // What the verdict hands on as it is: any value may stand there, or none.
  private val free = Vector(
    "\\$\\.profile\\..*",
    "\\$\\.accepted\\[0\\]\\.what",
    "\\$\\.environment\\.language",
    "\\$\\.mismatches\\[0\\]\\.truths\\.(source|wire).*",
    "\\$\\.mismatches\\[0\\]\\.(truths\\.onnx|expected|obtained)[.\\[].*"
  )
  private val anyValue = "\\$\\.mismatches\\[0\\]\\.(truths\\.onnx|expected|obtained)"

  /** Every member, with that of the first element of an array. */
  private def paths(json: Json, path: String): Vector[(String, Vector[String])] = {
    def go(json: Json, path: String, keys: Vector[String]): Vector[(String, Vector[String])] =
      json match {
        case Json.Obj(fields) =>
          fields.toVector.flatMap { case (name, value) =>
            val here = (s"$path.$name", keys :+ name)
            here +: go(value, here._1, here._2)
          }
        case Json.Arr(values) =>
          values.headOption.toVector.flatMap(go(_, s"$path[0]", keys :+ "[0]"))
        case _ => Vector.empty
      }
    go(json, path, Vector.empty)
  }

  private def edited(json: Json, keys: Vector[String])(change: Json => Option[Json]): Json =
    (json, keys) match {
      case (Json.Obj(fields), Vector(name)) =>
        Json.Obj(change(fields(name)).fold(fields - name)(fields.updated(name, _)))
      case (Json.Obj(fields), name +: rest) =>
        Json.Obj(fields.updated(name, edited(fields(name), rest)(change)))
      case (Json.Arr(values), _ +: rest) =>
        Json.Arr(values.updated(0, edited(values(0), rest)(change)))
      case _ => fail(s"$keys in $json")
    }

  private val places = verdicts.flatMap { verdict =>
    paths(verdict.json, "$").map { case (path, keys) => (path, keys, verdict.json) }
  }.distinctBy(_._1)

  private def refused(json: Json): Option[String] =
    Verdict.read(json).left.toOption.map(_.map(_.code).mkString)

  test("a verdict that lacks a member is none") {
    val missed = places.collect {
      case (path, keys, json) if refused(edited(json, keys)(_ => None)).isEmpty => path
    }
    assertEquals(missed.filterNot(path => free.exists(path.matches)), Vector.empty[String])
    assert(places.length > 80, places.length)
  }

  test("a verdict with a member of another type is none") {
    val odd = Json.arr(Vector(Json.Bool(true)))
    val missed = places.collect {
      case (path, keys, json) if refused(edited(json, keys)(_ => Some(odd))) != Some("HV401") =>
        path
    }
    assertEquals(
      missed.filterNot(path => (anyValue +: free).exists(path.matches)),
      Vector.empty[String]
    )
  }

  test("what is no object is no verdict") {
    assertEquals(
      Vector(Json.Null, Json.str("passed"), Json.arr(Vector.empty)).flatMap(refused),
      Vector.fill(3)("HV401")
    )
  }
}
