package io.handover.child

import io.handover.LawSuite
import java.io.{ByteArrayInputStream, ByteArrayOutputStream}
import java.nio.charset.StandardCharsets.{ISO_8859_1, UTF_8}
import org.scalacheck.Gen
import org.scalacheck.Prop.forAll

/** Laws of what is shown and what is kept of a child's output. */
class OutputDrainLawsTest extends LawSuite {

  private val (shown, kept) = (OutputDrain.Shown, OutputDrain.Kept)

  private val lengths: Gen[Int] = Gen.oneOf(
    Gen.choose(0, 3 * shown),
    Gen.oneOf(kept, shown).flatMap(edge => Gen.choose(edge - 1, edge + 1))
  )

  /** Digits that tell every place from its neighbours. */
  private def bytes(length: Int): Array[Byte] = Array.tabulate(length)(i => (i % 127).toByte)

  /** A pipe gives what it has, not what is asked for. */
  private final class Dribbling(bytes: Array[Byte], most: Int) extends ByteArrayInputStream(bytes) {
    override def read(into: Array[Byte]): Int = read(into, 0, into.length.min(most))
  }

  property("the first bytes are shown, the last ones kept, in whatever pieces they come") {
    forAll(lengths, Gen.choose(1000, 2 * kept)) { (length, piece) =>
      val (written, output) = (bytes(length), new ByteArrayOutputStream)
      val drain = new OutputDrain(new Dribbling(written, piece), output)
      drain.finish(10000)
      val text = new String(written, ISO_8859_1)
      val first = output.toString(UTF_8)
      assertEquals(drain.text, text.takeRight(kept))
      assertEquals(first.take(shown), text.take(shown))
      assertEquals(first.contains("the rest is not shown"), length > shown)
      assert(first.length < shown + 200, first.length)
    }
  }
}
