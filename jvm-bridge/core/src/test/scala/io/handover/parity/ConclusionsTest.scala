package io.handover.parity

import io.handover.verdict.ScoringError

/** The sentence for a backend that gives no answer, case by case. */
class ConclusionsTest extends munit.FunSuite {

  private def thrown(vectors: Option[String]*)(message: String): Vector[ScoringError] =
    vectors.toVector.map(ScoringError(_, "HV301", "java.lang.StackOverflowError", message))

  Vector(
    ("one vector", thrown(Some("a-1"))("no price"), " for 1 vector: no price"),
    ("two", thrown(Some("a-1"), Some("a-2"))("no price"), " for 2 vectors: no price"),
    ("everything", thrown(None)("no price"), ": no price"),
    ("without message", thrown(Some("a-1"))(""), " for 1 vector: java.lang.StackOverflowError")
  ).foreach { case (name, errors, said) =>
    test(name) {
      assertEquals(
        Conclusions.conclude(Vector.empty, errors, Vector.empty).map(_.sentence),
        Some(s"The backend gives no answer at all$said")
      )
    }
  }
}
