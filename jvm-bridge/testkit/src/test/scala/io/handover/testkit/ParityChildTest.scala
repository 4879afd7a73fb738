package io.handover.testkit

import io.handover.testkit.ParityCheck.{Broken, Holds, Outcome, Skipped}
import java.nio.charset.StandardCharsets.UTF_8
import java.nio.file.Path
import munit.FunSuite

/** A backend that ends or holds its JVM breaks every test of its suite. */
class ParityChildTest extends FunSuite {

  private def outcomes(suite: ParitySource): Map[String, Outcome] =
    suite.parityRun.checks.map(check => check.name -> check.run()).toMap

  private def broken(suite: ParitySource): String = {
    val found = outcomes(suite)
    val texts = found.values.collect { case Broken(text) => text }.toVector
    assertEquals(texts.length, found.size, found)
    assertEquals(texts.distinct.length, 1, texts)
    texts.head
  }

  private val ends = Vector[(String, () => ParitySource)](
    "exits" -> (() => new ExitsZeroParity),
    "exits, in a ScalaTest suite" -> (() => new ExitsZeroSpec),
    "halts" -> (() => new HaltsZeroParity),
    "exits in a static initialiser" -> (() => new StaticInitialiserParity),
    "exits on another thread" -> (() => new AnotherThreadParity),
    "exits when it is closed" -> (() => new WhenClosedParity),
    "prints a verdict and exits" -> (() => new PrintsAVerdictParity)
  )

  ends.foreach { case (does, suite) =>
    test(s"a backend that $does breaks every test with the reason") {
      val text = broken(suite())
      assertEquals(
        text.linesIterator.next(),
        "HJ303 the JVM is gone: the backend, or somebody else, ended it"
      )
      assert(text.contains("found: exit=0; "), text)
    }
  }

  test("a backend that hangs breaks every test at the deadline of the suite") {
    assertEquals(
      broken(new HangsParity).linesIterator.next(),
      "HJ301 the backend did not answer within 5 s; the JVM was killed"
    )
  }

  test("a suite that nobody can make again says what to do") {
    assertEquals(
      broken(new NeedsAName("x")).linesIterator.toVector.take(2),
      Vector(
        "io.handover.testkit.NeedsAName:",
        "  HJ206 the suite cannot be made in a JVM of its own"
      )
    )
  }

  test("the outcomes are those of the JVM of the tests, word for word") {
    val (child, shared) = (outcomes(new WrongParity), outcomes(new SharedParity))
    val where = "isolation: a JVM of its own"
    assertEquals(child - where, shared - where)
    assertEquals(child.get(where), Some(Holds): Option[Outcome])
    assertEquals(
      shared.get(where),
      Some(
        Skipped("the backend runs in the JVM of the tests: the suite asks for it")
      ): Option[Outcome]
    )
    assert(child.values.exists(_ != Holds))
  }

  test("an exit in the JVM of the tests is no success either") {
    val process = new ProcessBuilder(
      Path.of(sys.props("java.home"), "bin", "java").toString,
      "-cp",
      sys.props("java.class.path"),
      "io.handover.testkit.RunsASuite",
      "io.handover.testkit.SharedExitParity"
    ).redirectErrorStream(true).start()
    val printed = new String(process.getInputStream.readAllBytes(), UTF_8)
    assertEquals(process.waitFor(), 1, printed)
    assertEquals(
      printed.linesIterator.take(2).toVector,
      Vector(
        "io.handover.testkit.SharedExitParity:",
        "  HJ303 the JVM of the tests is ended while the backend answers"
      )
    )
  }
}
