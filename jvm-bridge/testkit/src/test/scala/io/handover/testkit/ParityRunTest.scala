package io.handover.testkit

import io.handover.faulty.{
  ConstructorThrows,
  OffByOneUlp,
  ReadsNullAsZero,
  ReversesTheBatch,
  ThrowsOnEvenRows
}
import io.handover.onnxruntime.OnnxRuntimeBackend
import io.handover.faults.features.IncludesTheEnd
import io.handover.testkit.ParityCheck.{Broken, Holds, Outcome, Skipped}
import io.handover.visit.{VisitBundle, VisitModel, VisitStep}
import io.handover.{Bundle, Implementation}
import munit.FunSuite

class ParityRunTest extends FunSuite {

  private def outcomes(
      make: Bundle => Implementation,
      path: String = Basket.path
  ): Map[String, Outcome] =
    run(path, make).checks.map(check => check.name -> check.run()).toMap

  // What a closure of this test makes, no other JVM can make.
  private def run(path: String, make: Bundle => Implementation): ParityRun =
    new ParityRun(getClass, path, make, _ => None, Isolation.SameJvm)

  private def broken(outcomes: Map[String, Outcome]): Set[String] =
    outcomes.collect { case (name, Broken(_)) => name }.toSet

  test("there is a test for every vector group, determinism check and the whole") {
    assertEquals(
      run(Basket.path, new OnnxRuntimeBackend(_)).checks.map(_.name),
      Vector(
        "vectors: category",
        "vectors: extreme",
        "vectors: hold-out",
        "vectors: missing",
        "vectors: reject-absent",
        "vectors: reject-enum",
        "vectors: reject-null",
        "vectors: reject-range",
        "vectors: reject-type",
        "vectors: tree-split",
        "determinism: repeat",
        "determinism: shuffled",
        "determinism: batch",
        "determinism: threads",
        "isolation: a JVM of its own",
        "the verdict as a whole"
      )
    )
  }

  test("the right backend holds everywhere") {
    assertEquals(
      (outcomes(new OnnxRuntimeBackend(_)) - "isolation: a JVM of its own").values.toSet,
      Set[Outcome](Holds)
    )
  }

  test("one ulp within the tolerance holds") {
    assertEquals(broken(outcomes(new OffByOneUlp(_))), Set.empty[String])
  }

  test("a null read as zero breaks the groups with nulls, and says where") {
    val found = outcomes(new ReadsNullAsZero(_))
    assert(broken(found).contains("vectors: missing"), broken(found))
    assert(!broken(found).exists(_.startsWith("determinism")), broken(found))
    found("vectors: missing") match {
      case Broken(text) =>
        assertEquals(text.linesIterator.next(), "missing: 1 failed, 0 errored, 0 passed")
        assert(text.contains(" $.proba - differs by "), text)
        assert(text.linesIterator.toVector.last.contains(" --only missing-"), text)
      case other => fail(other.toString)
    }
  }

  test("a batch in another order breaks only the checks that send several rows") {
    assertEquals(
      broken(outcomes(new ReversesTheBatch(_))),
      Set("determinism: shuffled", "determinism: batch", "the verdict as a whole")
    )
  }

  test("a backend that throws is reported for each vector, with its cause") {
    outcomes(new ThrowsOnEvenRows(_))("vectors: hold-out") match {
      case Broken(text) =>
        assert(text.contains("HV301 java.lang.IllegalStateException: feature store is"), text)
        assert(text.contains("caused by java.io.IOException: connection reset"), text)
      case other => fail(other.toString)
    }
  }

  test("a backend that cannot be made breaks every test with the reason") {
    val found = outcomes(_ => new ConstructorThrows)
    assertEquals(broken(found), found.keySet - "isolation: a JVM of its own")
    found("vectors: hold-out") match {
      case Broken(text) =>
        assertEquals(
          text.linesIterator.slice(1, 3).map(_.trim).mkString(" "),
          "HJ203 the backend cannot be made or closed: java.lang.IllegalStateException: no model " +
            "at s3://models/latest"
        )
      case other => fail(other.toString)
    }
  }

  private val visits = VisitBundle.good.path.toString

  test("a bundle with features has checks for both stages, the features first") {
    val names = run(visits, _ => new VisitStep).checks.map(_.name)
    assertEquals(
      names,
      Vector(
        "vectors: raw-single",
        "vectors: raw-split",
        "vectors: raw-text",
        "vectors: raw-visit",
        "vectors: raw-window",
        "vectors: reject-raw",
        "vectors: hold-out",
        "determinism: features-repeat",
        "determinism: features-threads",
        "determinism: repeat",
        "determinism: shuffled",
        "determinism: batch",
        "determinism: threads",
        "isolation: a JVM of its own",
        "the verdict as a whole"
      )
    )
  }

  test("checks of a stage that the class does not have are skipped, the others hold") {
    val skipped = outcomes(_ => new VisitStep, visits).collect { case (name, Skipped(_)) => name }
    assertEquals(
      skipped.toSet,
      Set("isolation: a JVM of its own", "vectors: hold-out") ++
        Set("repeat", "shuffled", "batch", "threads").map("determinism: " + _)
    )
    assertEquals(broken(outcomes(_ => new VisitStep, visits)), Set.empty[String])
    assertEquals(broken(outcomes(_ => new VisitModel, visits)), Set.empty[String])
    assertEquals(
      outcomes(_ => new VisitModel, visits)("vectors: raw-text"),
      Skipped("the backend implements no features (io.handover.FeatureStep)"): Outcome
    )
  }

  test("a window that includes its end breaks the group that is there for it") {
    val found = outcomes(_ => new IncludesTheEnd, visits)
    assertEquals(broken(found), Set("vectors: raw-window", "the verdict as a whole"))
    found("vectors: raw-window") match {
      case Broken(text) =>
        assert(text.contains(" features $.visits - value (allowed exact)"), text)
        assert(text.contains("one too many: does a window"), text)
      case other => fail(other.toString)
    }
  }

  test("a bundle that is not there is one broken test, never no test") {
    val checks = run("no-such.handover", _ => new ConstructorThrows).checks
    assertEquals(checks.map(_.name), Vector("no-such.handover is whole"))
    checks.map(_.run()).foreach {
      case Broken(text) => assert(text.contains("HB101"), text)
      case other        => fail(other.toString)
    }
  }
}
