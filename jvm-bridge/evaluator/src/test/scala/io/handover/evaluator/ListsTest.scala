package io.handover.evaluator

import io.handover.LawSuite
import io.handover.evaluator.model.{Attribute, ModelReader, Node}
import io.handover.evaluator.tensor.Refusal
import org.scalacheck.Gen
import org.scalacheck.Prop.forAllNoShrink

/** Lists of a model file come back as they were written, each field apart or all in one. */
class ListsTest extends LawSuite {

  // Numbers of every length that a varint has, mostly of one and two bytes as ids of nodes are.
  private val long: Gen[Long] = Gen.frequency(
    6 -> Gen.choose(0L, 300L),
    1 -> Gen.choose(1, 9).flatMap(bytes => Gen.choose(0L, 7L).map(_ + (1L << 7 * bytes) - 4)),
    1 -> Gen.oneOf(-1L, Long.MinValue, Long.MaxValue)
  )
  private val float: Gen[Float] =
    Gen.oneOf(Gen.choose(-9f, 9f), Gen.oneOf(0f, -0f, Float.NaN, Float.MinPositiveValue))
  // Few different ones, so that they come again; of lengths that meet in a table of sixteen.
  private val text: Gen[String] =
    Gen.oneOf("", "LEAF", "BRANCH_LEQ", "BRANCH_LT", "äöü", "x" * 20, "y" * 36, "z" * 200)

  private def list[A](of: Gen[A]): Gen[List[A]] =
    Gen.frequency(9 -> Gen.choose(0, 40), 1 -> Gen.choose(41, 400)).flatMap(Gen.listOfN(_, of))

  private def node(attributes: Seq[OnnxBytes.Bytes]): Node = {
    val written = OnnxBytes.node("Any", Seq("X"), Seq("Y"), attributes = attributes)
    ModelReader.read(OnnxBytes.model(Seq(written), Nil, Nil)).graph.nodes(0)
  }

  private def longs(node: Node): Seq[Seq[Long]] =
    node.attributes.toSeq.collect { case Attribute.OfInts(_, values) => values.toSeq }

  private def bits(values: Seq[Float]): Seq[Int] =
    values.map(java.lang.Float.floatToIntBits)

  property("whole numbers, list after list") {
    forAllNoShrink(Gen.listOfN(3, list(long)), Gen.oneOf(true, false)) { (lists, packed) =>
      val written = lists.zipWithIndex.map { case (values, i) =>
        if (packed) OnnxBytes.packedLongs(s"a$i", values) else OnnxBytes.longs(s"a$i", values)
      }
      assertEquals(longs(node(written)), lists)
    }
  }

  property("floats, list after list") {
    forAllNoShrink(Gen.listOfN(3, list(float)), Gen.oneOf(true, false)) { (lists, packed) =>
      val written = lists.zipWithIndex.map { case (values, i) =>
        if (packed) OnnxBytes.packedFloats(s"a$i", values) else OnnxBytes.floats(s"a$i", values)
      }
      val read = node(written).attributes.toSeq.collect { case Attribute.OfFloats(_, values) =>
        bits(values.toSeq)
      }
      assertEquals(read, lists.map(bits))
    }
  }

  property("texts, list after list") {
    forAllNoShrink(Gen.listOfN(3, list(text))) { lists =>
      val written = lists.zipWithIndex.map { case (values, i) =>
        OnnxBytes.strings(s"a$i", values)
      }
      val read = node(written).attributes.toSeq.collect { case Attribute.OfTexts(_, values) =>
        values.toSeq
      }
      assertEquals(read, lists)
    }
  }

  property("a graph between two lists changes neither") {
    forAllNoShrink(list(long), list(long), list(long)) { (before, within, after) =>
      val inner =
        OnnxBytes.node("In", Nil, Seq("Z"), attributes = Seq(OnnxBytes.longs("a", within)))
      val read = node(
        Seq(
          OnnxBytes.longs("a", before),
          OnnxBytes.graph("body", inner),
          OnnxBytes.longs("b", after)
        )
      )
      assertEquals(longs(read), Seq(before, after))
      val bodies = read.attributes.toSeq.collect { case Attribute.OfGraph(_, body) => body }
      assertEquals(bodies.flatMap(body => longs(body.nodes(0))), Seq(within))
    }
  }

  test("a text that goes on behind its list is refused") {
    (1 to 4).foreach { by =>
      val written = OnnxBytes.shortened(Seq.fill(12)("LEAF"), by)
      val refused = intercept[Refusal](ModelReader.read(OnnxBytes.model(Seq(written), Nil, Nil)))
      assert(clue(refused.fault.message).contains("reaches beyond its message"))
    }
  }
}
