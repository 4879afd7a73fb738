package io.handover.evaluator

import io.handover.LawSuite
import io.handover.evaluator.OnnxBytes.Bytes
import io.handover.loading.RefusedByBackend
import io.handover.onnxfile.TensorValue
import org.scalacheck.Gen
import org.scalacheck.Prop.forAll

/** An operator that reads the parts of a Concat where they lie answers as if they were one. */
class JoinsTest extends LawSuite {

  private val matrix = Seq("A", "B", "C")
  private val concat = (name: String, parts: Seq[String]) =>
    OnnxBytes.node("Concat", parts, Seq(name), attributes = Seq(OnnxBytes.long("axis", 1L)))
  private val trees = OnnxBytes.node(
    "TreeEnsembleRegressor",
    Seq("X"),
    Seq("Y"),
    "ai.onnx.ml",
    Tree.attributes(
      Seq(
        Tree.Branch(
          "BRANCH_LEQ",
          3,
          0.25f,
          false,
          leaf(1f),
          Tree.Branch("BRANCH_LT", 0, -1f, true, leaf(2f), leaf(4f))
        ),
        Tree.Branch("BRANCH_GT", 1, 0.5f, true, leaf(8f), leaf(16f))
      ),
      "target"
    ) :+ OnnxBytes.long("n_targets", 1L)
  )
  private val scaler =
    OnnxBytes.scaler("X", "Y", Seq(1f, 2f, 3f, 4f), Seq(0.1f, 3f, 7f, 0.3f))
  private val imputer = OnnxBytes.node(
    "Imputer",
    Seq("X"),
    Seq("Y"),
    "ai.onnx.ml",
    Seq(
      OnnxBytes.floats("imputed_value_floats", Seq(1f, 2f, 3f, 4f)),
      OnnxBytes.float("replaced_value_float", Float.NaN)
    )
  )
  private val linear = OnnxBytes.node(
    "LinearRegressor",
    Seq("X"),
    Seq("Y"),
    "ai.onnx.ml",
    Seq(
      OnnxBytes.floats("coefficients", Seq(0.1f, -2f, 3e5f, 4f)),
      OnnxBytes.floats("intercepts", Seq(0.7f))
    )
  )

  private def leaf(value: Float): Tree = Tree.Leaf(Vector((0, value)))

  private def answer(model: Bytes, inputs: Array[TensorValue]): Vector[Long] =
    new EvaluatedTensors(model).run(inputs).toVector.flatMap(Rows.bits)

  private val number =
    Gen.oneOf(Gen.choose(-2f, 2f), Gen.oneOf(0.25f, -0f, 0.5f, Float.NaN, Float.MinPositiveValue))

  Vector("trees" -> trees, "scaler" -> scaler, "imputer" -> imputer, "linear" -> linear).foreach {
    case (name, node) =>
      property(s"$name: the parts of a Concat of a Concat are the columns of one matrix") {
        val rows =
          Gen.choose(0, 70).flatMap(n => Gen.listOfN(n * 4, number).map(v => (n, v.toArray)))
        forAll(rows) { case (count, values) =>
          def columns(from: Int, width: Int) = Rows.of(
            count,
            width,
            Array.tabulate(count * width)(i => values(i / width * 4 + from + i % width))
          )
          val parts = Array(columns(0, 1), columns(1, 2), columns(3, 1))
          val output = Seq(OnnxBytes.value("Y", 1L))
          val joined = OnnxBytes.model(
            Seq(concat("AB", Seq("A", "B")), concat("X", Seq("AB", "C")), node),
            matrix.map(OnnxBytes.matrix),
            output
          )
          val whole = OnnxBytes.model(Seq(node), Seq(OnnxBytes.matrix("X")), output)
          assertEquals(answer(joined, parts), answer(whole, Array(columns(0, 4))))
        }
      }
  }

  test("the Concat is not run, but for an explanation or another reader") {
    def steps(outputs: Seq[String]) = {
      val model = OnnxBytes.model(
        Seq(concat("X", matrix), linear),
        matrix.map(OnnxBytes.matrix),
        outputs.map(OnnxBytes.value(_, 1L))
      )
      LoadedModel.load(model).plan
    }
    assertEquals(steps(Seq("Y")).frame().stepCount, 1)
    assertEquals(steps(Seq("Y")).wholeFrame().stepCount, 2)
    assertEquals(steps(Seq("Y", "X")).frame().stepCount, 2)
  }

  test("parts that do not stand side by side are refused") {
    val model = OnnxBytes.model(
      Seq(concat("X", matrix), linear),
      matrix.map(OnnxBytes.matrix),
      Seq(OnnxBytes.value("Y", 1L))
    )
    val parts = Array(
      Rows.of(2, 1, Array(1f, 2f)),
      Rows.of(1, 2, Array(1f, 2f)),
      Rows.of(2, 1, Array(1f, 2f))
    )
    val refused = intercept[RefusedByBackend](new EvaluatedTensors(model).run(parts))
    assertEquals(refused.fault.code, "HE403")
  }
}
