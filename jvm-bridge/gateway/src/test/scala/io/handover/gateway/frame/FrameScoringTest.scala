package io.handover.gateway.frame

import io.handover.{
  Backend,
  BackendInfo,
  Batch,
  Bundle,
  Column,
  ColumnData,
  ModelContract,
  RejectedInput
}
import java.nio.file.Path

/** What comes of rows, whatever a backend does with a batch. */
class FrameScoringTest extends munit.FunSuite {

  private val contract: ModelContract = Bundle
    .open(Path.of("fixtures", "basket-1.0.0.handover"))
    .fold(faults => fail(faults.toString), _.contract)

  private def rows(views: Long*): Batch = Batch.of(
    Column.longs("views", views.toArray),
    Column.floats("basket_eur", Array.fill(views.length)(Float.NaN)),
    Column.texts("device", Array.fill(views.length)("ios"))
  )

  private class Answering(enforces: Boolean = false)(answer: Batch => Batch) extends Backend {
    var calls: Vector[Int] = Vector.empty
    def info: BackendInfo = BackendInfo("test", "1", enforcesInputRules = enforces)
    def score(batch: Batch): Batch = {
      calls :+= batch.rows
      answer(batch)
    }
  }

  private def right(batch: Batch): Batch = Batch.of(
    Column.floats("proba", batch.column("views").longs.map(_.toFloat)),
    Column.longs("label", Array.fill(batch.rows)(1L))
  )

  private def outcomes(backend: Backend, rows: Batch): Batch =
    new FrameScoring(contract, backend).run(rows).fold(fault => fail(fault.line), identity)

  test("many rows are scored in calls of 4,096, in order") {
    val backend = new Answering()(right)
    val found = outcomes(backend, rows((0 until 5000).map(_.toLong % 60)*))
    assertEquals(backend.calls, Vector(4096, 904))
    assertEquals(found.column("output.proba").floats(4321), (4321 % 60).toFloat)
    assertEquals(found.column("outcome.kind").ints.toSet, Set(FrameOutcomes.Answered))
  }

  test("NaN reaches a backend as null") {
    val backend = new Answering()(batch => {
      assert(batch.column("basket_eur").isNull(0))
      right(batch)
    })
    assertEquals(outcomes(backend, rows(1)).column("outcome.kind").ints(0), FrameOutcomes.Answered)
  }

  test("a batch that throws is halved down to the rows at fault") {
    val backend = new Answering()(batch => {
      if (batch.column("views").longs.contains(7L)) throw new IllegalStateException("seven")
      right(batch)
    })
    val found = outcomes(backend, rows((0L until 64L)*))
    val kinds = found.column("outcome.kind").ints
    assertEquals(kinds.indices.filter(kinds(_) != 0).toVector, Vector(7))
    assertEquals(found.column("outcome.code").texts(7), "HV301")
    assertEquals(found.column("outcome.where").texts(7), "java.lang.IllegalStateException")
    assertEquals(found.column("outcome.message").texts(7), "seven")
    assert(found.column("output.proba").isNull(7))
    assertEquals(found.column("output.proba").floats(8), 8f)
  }

  test("a batch that fails though each of its rows is answered is told at its first row") {
    val backend = new Answering()(batch =>
      if (batch.rows == 1) right(batch) else right(batch.at(Array.range(1, batch.rows)))
    )
    val found = outcomes(backend, rows(1, 2, 3, 4))
    assertEquals(found.column("outcome.code").texts.toVector, Vector("HV304", "", "HV304", ""))
    assertEquals(found.column("output.proba").floats(1), 2f)
  }

  test("rows that break a rule never reach a backend that leaves the rules to handover") {
    val backend = new Answering()(right)
    val found = outcomes(backend, rows(3, -1, 4))
    assertEquals(backend.calls, Vector(2))
    assertEquals(found.column("outcome.kind").ints.toVector, Vector(0, FrameOutcomes.Rejected, 0))
    assertEquals(found.column("outcome.code").texts(1), "HR104")
    assertEquals(found.column("outcome.where").texts(1), "views")
  }

  test("a backend that enforces the rules gets such rows alone and is held to its refusals") {
    val backend = new Answering(enforces = true)(batch => {
      if (batch.column("views").longs.exists(_ < 0)) throw new RejectedInput("HR999", "views", "no")
      right(batch)
    })
    val found = outcomes(backend, rows(3, -1, 4))
    assertEquals(backend.calls, Vector(1, 2))
    assertEquals(found.column("outcome.code").texts(1), "HR999")
  }

  private val misshapen = Vector[(String, Batch => Batch, String, String)](
    (
      "another type",
      batch =>
        Batch.of(
          Column.doubles("proba", Array.fill(batch.rows)(0.5)),
          Column.longs("label", Array.fill(batch.rows)(1L))
        ),
      "type",
      "f64 0.5"
    ),
    (
      "an array for a scalar",
      batch =>
        Batch.of(
          Column
            .arrays("proba", new ColumnData.F32(Array.fill(batch.rows * 2)(1f)), 2, batch.rows),
          Column.longs("label", Array.fill(batch.rows)(1L))
        ),
      "length",
      "f32[2] [1.0,1.0]"
    )
  )

  misshapen.foreach { case (name, answer, code, message) =>
    test(s"$name is told row by row") {
      val found = outcomes(new Answering()(answer), rows(1, 2))
      assertEquals(found.column("outcome.kind").ints.toVector, Vector.fill(2)(3))
      assertEquals(found.column("outcome.code").texts(1), code)
      assertEquals(found.column("outcome.message").texts(1), message)
    }
  }

  test("null, a missing column and too few rows are errors of every row") {
    val answers = Vector[(Batch => Batch, String)](
      (_ => null, "HV302"),
      (batch => Batch.of(Column.longs("label", Array.fill(batch.rows)(1L))), "HV303"),
      (batch => right(batch.at(Array.emptyIntArray)), "HV304")
    )
    answers.foreach { case (answer, code) =>
      val found = outcomes(new Answering()(answer), rows(1, 2))
      assertEquals(found.column("outcome.code").texts.toVector, Vector(code, code))
    }
  }

  test("columns that are not the contract's are refused") {
    val found = new FrameScoring(contract, new Answering()(right))
      .run(Batch.of(Column.longs("views", Array(1L))))
    assertEquals(found.left.map(_.code).map(_.rows), Left("HF201"))
  }
}
