package io.handover.gateway

import io.handover.gateway.frame.FrameWriter
import io.handover.json.{Json, JsonReader, JsonWriter}
import io.handover.{Batch, Column}
import java.nio.charset.StandardCharsets.UTF_8
import java.nio.file.{Files, Path}
import munit.FunSuite

class CallsTest extends FunSuite {
  private val calls = new Calls
  private val basket = Path.of("fixtures", "basket-1.0.0.handover").toString
  private val folder = FunFixture[Path](
    _ => Files.createTempDirectory("handover-gateway"),
    folder => {
      folder.toFile.listFiles.foreach(_.delete)
      Files.delete(folder)
    }
  )

  private def request(backend: String, members: (String, Json)*): String =
    JsonWriter.write(
      Json.obj((Vector("bundle" -> Json.str(basket), "backend" -> Json.str(backend)) ++ members)*)
    )

  private def read(answer: String): Json =
    JsonReader.read(answer, "answer").fold(fault => fail(fault.line), identity)

  private def member(answer: Json, names: String*): Option[Json] =
    names.foldLeft(Option(answer))((found, name) => found.flatMap(_.get(name)))

  private def codeOf(answer: String): Option[String] =
    member(read(answer), "fault", "code").flatMap(_.text)

  test("describe says who the backend is") {
    val answer = read(calls.describe(request("onnxruntime")))
    assertEquals(member(answer, "ok", "runtime"), Some(Json.str("onnxruntime 1.29.0")))
    assertEquals(member(answer, "ok", "runsModelFile"), Some(Json.Bool(true)))
  }

  folder.test("verify writes the verdict, the progress, and answers with the status") { folder =>
    val (verdict, progress) = (folder.resolve("verdict.json"), folder.resolve("progress"))
    val asked = request(
      "onnxruntime",
      "verdict" -> Json.str(verdict.toString),
      "progress" -> Json.str(progress.toString)
    )
    val first = calls.verify(asked)
    assertEquals(
      read(first),
      Json.obj(
        "ok" -> Json.obj("verdict" -> Json.str(verdict.toString), "status" -> Json.str("passed"))
      )
    )
    assertEquals(Files.readString(progress), "148 148\n")
    val bytes = Files.readAllBytes(verdict).toVector
    assertEquals(calls.verify(asked), first)
    assertEquals(Files.readAllBytes(verdict).toVector, bytes)
  }

  folder.test("a backend that throws is a verdict, not a fault") { folder =>
    val verdict = folder.resolve("verdict.json")
    val answer = calls.verify(
      request("jvm:io.handover.faulty.OverflowsTheStack", "verdict" -> Json.str(verdict.toString))
    )
    assertEquals(member(read(answer), "ok", "status"), Some(Json.str("errored")))
  }

  private val faults = Vector(
    ("jvm:io.handover.faulty.Nope", "HJ201"),
    ("jvm:io.handover.faulty.NotABackend", "HJ202"),
    ("jvm:io.handover.faulty.IsAnObject", "HJ202"),
    ("jvm:io.handover.faulty.ConstructorThrows", "HJ203"),
    ("jvm:io.handover.faulty.WantsSettings", "HJ203"),
    ("onxruntime", "HU113")
  )

  faults.foreach { case (backend, code) =>
    test(s"$backend is $code") {
      assertEquals(codeOf(calls.describe(request(backend))), Some(code))
    }
  }

  test("a request that lacks a member, or is no JSON, is a fault of ours") {
    assertEquals(codeOf(calls.verify(request("onnxruntime"))), Some("HJ901"))
    assertEquals(codeOf(calls.verify("{")), Some("HB301"))
  }

  folder.test("score answers each row with a value, a rejection or an error") { folder =>
    val (rows, results) = (folder.resolve("rows.jsonl"), folder.resolve("results.jsonl"))
    val good = """{"views":3,"basket_eur":null,"device":"ios"}"""
    val lines = Vector(good, """{"views":-1,"basket_eur":1.5,"device":"ios"}""", """{"views":3}""")
    Files.write(rows, lines.mkString("\n").getBytes(UTF_8)): Unit
    val answer = calls.score(
      request(
        "onnxruntime",
        "input" -> Json.str(rows.toString),
        "output" -> Json.str(results.toString)
      )
    )
    assertEquals(member(read(answer), "ok", "rows"), Some(Json.int(3)))
    val told = Files.readString(results).linesIterator.map(read).toVector
    assertEquals(told(0).get("value").flatMap(_.members).map(_.keySet), Some(Set("label", "proba")))
    assertEquals(
      told(1),
      Json.obj("rejected" -> Json.obj("code" -> Json.str("HR104"), "column" -> Json.str("views")))
    )
    assertEquals(
      told(2),
      Json.obj("rejected" -> Json.obj(
        "code" -> Json.str("HR102"),
        "column" -> Json.str("basket_eur")
      ))
    )
  }

  folder.test("score stops at a line that is no JSON, and names it") { folder =>
    val rows = folder.resolve("rows.jsonl")
    Files.write(rows, "{}\n{\n".getBytes(UTF_8)): Unit
    val answer = calls.score(
      request(
        "onnxruntime",
        "input" -> Json.str(rows.toString),
        "output" -> Json.str(folder.resolve("out").toString)
      )
    )
    assertEquals(member(read(answer), "fault", "where").flatMap(_.text), Some("rows.jsonl:2"))
  }

  folder.test("scoreFrame answers again and again, and for whatever is asked next") { folder =>
    val (rows, answers) = (folder.resolve("rows.frame"), folder.resolve("answers.frame"))
    val batch = Batch.of(
      Column.longs("views", Array(3L, -1L)),
      Column.floats("basket_eur", Array(1.5f, 1.5f)),
      Column.texts("device", Array("ios", "ios"))
    )
    Files.write(rows, FrameWriter.bytes(batch)): Unit
    def asked(backend: String) = calls.scoreFrame(
      request(
        backend,
        "input" -> Json.str(rows.toString),
        "output" -> Json.str(answers.toString)
      )
    )
    val first = asked("scala")
    assertEquals(member(read(first), "ok", "rows"), Some(Json.int(2)))
    val bytes = Files.readAllBytes(answers).toVector
    assertEquals(asked("scala"), first)
    assertEquals(Files.readAllBytes(answers).toVector, bytes)
    assertEquals(
      member(read(asked("onnxruntime")), "ok", "backend", "name"),
      Some(Json.str("onnxruntime"))
    )
    assertEquals(Files.readAllBytes(answers).toVector, bytes)
  }

  folder.test("scoreFrame refuses a file that is no frame") { folder =>
    val rows = folder.resolve("rows.frame")
    Files.write(rows, "{}".getBytes(UTF_8)): Unit
    val answer = calls.scoreFrame(
      request(
        "scala",
        "input" -> Json.str(rows.toString),
        "output" -> Json.str(folder.resolve("out").toString)
      )
    )
    assertEquals(codeOf(answer), Some("HF101"))
    assert(!Files.exists(folder.resolve("out")))
  }

  folder.test("a class that makes features only gives no answers (HJ205), and is described") {
    folder =>
      val step = "jvm:io.handover.visit.VisitStep"
      val rows = folder.resolve("rows")
      def asked(call: String => String) = codeOf(
        call(
          request(
            step,
            "input" -> Json.str(rows.toString),
            "output" -> Json.str(folder.resolve("out").toString)
          )
        )
      )
      Files.write(rows, "{}\n".getBytes(UTF_8)): Unit
      assertEquals(asked(calls.score), Some("HJ205"))
      Files.write(rows, FrameWriter.bytes(Batch.of(Column.longs("views", Array(3L))))): Unit
      assertEquals(asked(calls.scoreFrame), Some("HJ205"))
      assert(!Files.exists(folder.resolve("out")))
      assertEquals(
        member(read(calls.describe(request(step))), "ok", "name"),
        Some(Json.str("visit-step"))
      )
  }

  folder.test("a class that makes features only proves nothing where there are no features") {
    folder =>
      val verdict = folder.resolve("verdict.json")
      val answer = calls.verify(
        request("jvm:io.handover.visit.VisitStep", "verdict" -> Json.str(verdict.toString))
      )
      assertEquals(member(read(answer), "ok", "status"), Some(Json.str("failed")))
      assert(Files.readString(verdict).contains("\"HV101\""))
  }
}
