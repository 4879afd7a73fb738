package io.handover.bundle

import io.handover.LawSuite
import org.scalacheck.Gen
import org.scalacheck.Prop.forAll

class RuntimeVersionTest extends LawSuite {
  private val versions =
    Gen.listOfN(3, Gen.choose(0, 40)).map(numbers => RuntimeVersion(numbers.toVector))

  test("what follows the numbers is not looked at") {
    assertEquals(RuntimeVersion.parse("1.29.0+cpu"), Some(RuntimeVersion(Vector(1, 29, 0))))
    assertEquals(RuntimeVersion.parse("2.0"), Some(RuntimeVersion(Vector(2, 0))))
  }

  test("text without numbers is no version") {
    assertEquals(List("", "nightly", ".", "99999999999.0").flatMap(RuntimeVersion.parse(_)), Nil)
  }

  test("1.9 is before 1.29, and 1.29 is 1.29.0") {
    assert(RuntimeVersion(Vector(1, 9)) < RuntimeVersion(Vector(1, 29)))
    assertEquals(RuntimeVersion(Vector(1, 29)).compare(RuntimeVersion(Vector(1, 29, 0))), 0)
  }

  property("the order is that of the numbers") {
    forAll(versions, versions) { (one, other) =>
      val byTuple = Ordering[(Int, Int, Int)].compare(tuple(one), tuple(other))
      assertEquals(Integer.signum(one.compare(other)), Integer.signum(byTuple))
    }
  }

  private def tuple(version: RuntimeVersion): (Int, Int, Int) =
    (version.numbers(0), version.numbers(1), version.numbers(2))
}
