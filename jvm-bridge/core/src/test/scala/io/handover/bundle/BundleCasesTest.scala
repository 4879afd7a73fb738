package io.handover.bundle

import io.handover.Bundle
import io.handover.archive.Digest
import io.handover.tables.SharedTable.{cases, text}
import java.nio.file.Files

/** Runs `tests/shared/bundle_cases.json`. */
class BundleCasesTest extends munit.FunSuite {

  private val file = FunFixture[java.nio.file.Path](
    setup = _ => Files.createTempFile("case", ".handover"),
    teardown = path => Files.delete(path)
  )

  cases("bundle_cases.json").foreach { recipe =>
    val code = recipe.get("code").flatMap(_.text)
    file.test(s"${text(recipe, "name")}: ${code.getOrElse("good")}") { path =>
      Files.write(path, BundleRecipe.bytes(recipe))
      val opened = Bundle.open(path)
      code match {
        case None => assertEquals(opened.map(_.sha256), Right(Digest.of(Files.readAllBytes(path))))
        case Some(expected) =>
          val found = opened.left.getOrElse(Vector.empty)
          assert(found.exists(_.code == expected), found.map(_.line).mkString("\n"))
      }
    }
  }

  file.test("the model's bytes are held to the digest again") { path =>
    Files.write(path, BundleRecipe.goodBytes)
    val bundle = Bundle.open(path).fold(faults => fail(faults.toString), identity)
    assert(bundle.modelBytes.nonEmpty)
    val other = BundleRecipe.goodBytes
    other(other.indexOfSlice("Identity".getBytes)) = 'i'.toByte
    Files.write(path, other)
    intercept[IllegalStateException](bundle.modelBytes)
  }

  test("a file that is not there is a fault, not an exception") {
    val found = Bundle.open(Files.createTempDirectory("empty").resolve("no.handover"))
    assertEquals(found.left.map(_.map(_.code)), Left(Vector("HB101")))
  }

  test("a directory is a fault, not an exception") {
    assertEquals(
      Bundle.open(Files.createTempDirectory("empty")).left.map(_.map(_.code)),
      Left(Vector("HB101"))
    )
  }
}
