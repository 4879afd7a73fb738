package io.handover.bundle

import io.handover.{Bundle, LawSuite}
import java.nio.file.Files
import org.scalacheck.Gen
import org.scalacheck.Prop.{forAll, propBoolean}

/** Whatever happens to a good bundle's bytes has a name. */
class DamagedBundleTest extends LawSuite {

  override protected def examples: Int = 500

  private lazy val good = BundleRecipe.goodBytes
  private lazy val path = Files.createTempFile("damaged", ".handover")

  private def codes(bytes: Array[Byte]): Vector[String] = {
    Files.write(path, bytes)
    Bundle.open(path).left.getOrElse(Vector.empty).map(_.code)
  }

  private def named(found: Vector[String]): Boolean =
    found.nonEmpty && found.forall(code => code.length == 5 && code.startsWith("HB"))

  property("every flip of a byte is a named fault") {
    forAll(Gen.choose(0, good.length - 1), Gen.choose(1, 255)) { (at, mask) =>
      val found = codes(good.updated(at, (good(at) ^ mask).toByte))
      named(found) :| s"byte $at xor $mask: $found"
    }
  }

  property("every truncation is a named fault") {
    forAll(Gen.choose(0, good.length - 1)) { length =>
      val found = codes(good.take(length))
      named(found) :| s"length $length: $found"
    }
  }

  property("bytes put in anywhere are a named fault") {
    forAll(Gen.choose(0, good.length), Gen.nonEmptyListOf(Gen.choose(-128, 127))) { (at, bytes) =>
      named(codes(good.patch(at, bytes.map(_.toByte), 0)))
    }
  }

  property("bytes cut out anywhere are a named fault") {
    forAll(Gen.choose(0, good.length - 1), Gen.choose(1, 64)) { (at, count) =>
      named(codes(good.patch(at, Nil, count)))
    }
  }
}
