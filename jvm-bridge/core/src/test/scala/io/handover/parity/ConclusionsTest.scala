package io.handover.parity

import io.handover.json.Json
import io.handover.parity.features.FeatureConclusion
import io.handover.tables.SharedTable.{cases, text}
import io.handover.vectors.Stage
import io.handover.verdict.{Conclusion, DeterminismCheck, Mismatch, ScoringError, Status}

/** Runs `tests/shared/conclusions.json`. */
class ConclusionsTest extends munit.FunSuite {

  private def mismatch(vector: String, cause: Cause, stage: Stage, path: String): Mismatch =
    Mismatch(
      vector,
      "hold-out",
      stage,
      "",
      path,
      MismatchKind.Value,
      Json.Null,
      Json.Null,
      None,
      None,
      "bits",
      None,
      Attribution(cause, None)
    )

  private def lists(row: Json, name: String): Vector[Vector[Option[String]]] =
    row.get(name).flatMap(_.elements).getOrElse(Vector.empty).map {
      _.elements.getOrElse(fail(s"no list in $name")).map(_.text)
    }

  cases("conclusions.json").foreach { row =>
    test(text(row, "name")) {
      val mismatches = lists(row, "mismatches").collect { case Vector(Some(vector), Some(cause)) =>
        mismatch(vector, Cause.parse(cause).getOrElse(fail(cause)), Stage.Model, "$.proba")
      }
      val errors = lists(row, "errors").collect {
        case Vector(vector, Some(code), Some(exception), Some(message)) =>
          ScoringError(vector, code, exception, message)
      }
      val determinism = lists(row, "determinism").collect { case Vector(Some(check), Some(name)) =>
        DeterminismCheck(check, status(name), 0, Vector.empty, "")
      }
      val found = Conclusions.conclude(mismatches, errors, determinism)
      val expected = row.get("conclusion").filter(_ != Json.Null)
      assertEquals(found.map(_.name), expected.map(text(_, "name")))
      expected.foreach(told => assertTold(found, text(told, "count")))
    }
  }

  cases("conclusions.json", "features").foreach { row =>
    test(s"features: ${text(row, "name")}") {
      val mismatches = lists(row, "mismatches").collect {
        case Vector(Some(vector), Some(stage), Some(path)) =>
          mismatch(vector, Cause.Backend, Stage.parse(stage).getOrElse(fail(stage)), path)
      }
      val columns = Vector("hour", "spent", "last", "last_hour")
      val found = FeatureConclusion.of(mismatches, columns)
      row.get("conclusion").flatMap(_.text) match {
        case None       => assertEquals(found, None)
        case Some(told) => assertTold(found, s": $told. ")
      }
    }
  }

  private def assertTold(found: Option[Conclusion], words: String): Unit =
    assert(found.exists(_.sentence.contains(words)), found.map(_.sentence))

  private def status(name: String): Status =
    Vector(Status.Passed, Status.Failed, Status.Skipped, Status.Errored)
      .find(_.name == name)
      .getOrElse(fail(name))
}
