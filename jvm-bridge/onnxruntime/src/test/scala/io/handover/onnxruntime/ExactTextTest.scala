package io.handover.onnxruntime

import io.handover.Column
import munit.FunSuite
import scala.util.Using

class ExactTextTest extends FunSuite {
  private lazy val environment = NativeLibrary.environment.fold(fault => fail(fault.line), identity)

  /** What the runtime holds for `texts`, read back through ONNX Runtime's own decoding. */
  private def roundTrip(texts: String*): Vector[String] = Using.resource(
    InputTensor.of(environment, Column.texts("city", texts.toArray), stringMissing = "")
  ) { held =>
    assertEquals(held.tensor.getInfo.getShape.toVector, Vector(texts.length.toLong, 1L))
    OutputColumn.of("city", held.tensor, texts.length, None).texts.toVector
  }

  test("text of the basic plane goes the direct way") {
    val plain = Vector("", "Köln", "東京", "a b")
    assertEquals(plain.filter(ExactText.isChanged), Vector.empty)
    assertEquals(roundTrip(plain: _*), plain)
  }

  test("an emoji and U+0000 take the way through the runtime") {
    assertEquals(Vector("😀", "a\u0000b").map(ExactText.isChanged), Vector(true, true))
  }

  test("text beside an emoji arrives whole") {
    assertEquals(roundTrip("Köln", "😀", "東京").patch(1, Nil, 1), Vector("Köln", "東京"))
  }

  test("a long text arrives whole through the runtime") {
    val long = "x" * 100000
    assertEquals(roundTrip(long, "😀")(0), long)
  }
}
