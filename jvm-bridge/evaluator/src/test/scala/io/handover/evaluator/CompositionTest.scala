package io.handover.evaluator

import io.handover.evaluator.OnnxBytes.Bytes
import io.handover.evaluator.plan.Composition
import munit.FunSuite

/** The class of an output follows from the nodes on its way. */
class CompositionTest extends FunSuite {

  private def classes(nodes: Seq[Bytes], outputs: Seq[(String, Long)], more: Seq[Bytes] = Nil) = {
    val weights = OnnxBytes.floatTensor("W", Seq(2L, 2L), Seq(1f, 2f, 3f, 4f))
    val model = OnnxBytes.model(
      nodes,
      Seq(OnnxBytes.value("X", 1L)),
      outputs.map { case (name, kind) => OnnxBytes.value(name, kind) },
      weights +: more
    )
    Opening.of(LoadedModel.load(model)) match {
      case Right(loaded) => Composition.outputs(loaded.plan).map(_.text)
      case Left(faults)  => fail(faults.map(_.line).mkString("\n"))
    }
  }

  private def node(operator: String, inputs: String*)(output: String) =
    OnnxBytes.node(operator, inputs, Seq(output))

  private val leaf = Tree.Leaf(Vector((0, 1f), (1, 2f)))

  private def trees(transform: String) = OnnxBytes.node(
    "TreeEnsembleClassifier",
    Seq("X"),
    Seq("L", "P"),
    "ai.onnx.ml",
    Tree.attributes(Seq(leaf), "class") ++
      Seq(
        OnnxBytes.longs("classlabels_int64s", Seq(0L, 1L)),
        OnnxBytes.string("post_transform", transform)
      )
  )

  test("trees give bits; after a logistic their scores are within an ulp, their label is not") {
    assertEquals(classes(Seq(trees("NONE")), Seq("L" -> 7L, "P" -> 1L)), Vector("bits", "bits"))
    assertEquals(
      classes(Seq(trees("LOGISTIC")), Seq("L" -> 7L, "P" -> 1L)),
      Vector("bits", "ulp <= 1")
    )
  }

  test("a constant matrix gives bits, a list of weights does not") {
    assertEquals(classes(Seq(node("MatMul", "X", "W")("Y")), Seq("Y" -> 1L)), Vector("bits on FMA"))
    val list = OnnxBytes.floatTensor("V", Seq(2L), Seq(1f, 2f))
    assertEquals(
      classes(Seq(node("MatMul", "X", "V")("Y")), Seq("Y" -> 1L), Seq(list)),
      Vector("near")
    )
  }

  test("what moves elements keeps their class, a choice of near ones is one but for ties") {
    val softmax = node("Softmax", "X")("S")
    assertEquals(
      classes(Seq(softmax, node("Identity", "S")("Y")), Seq("Y" -> 1L)),
      Vector("ulp <= 4")
    )
    assertEquals(
      classes(Seq(softmax, node("ArgMax", "S")("Y")), Seq("Y" -> 7L)),
      Vector("same but for near ties")
    )
    assertEquals(classes(Seq(softmax, node("Add", "S", "S")("Y")), Seq("Y" -> 1L)), Vector("near"))
  }
}
