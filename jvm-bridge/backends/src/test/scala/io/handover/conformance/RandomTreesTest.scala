package io.handover.conformance

import io.handover.LawSuite
import io.handover.evaluator.{EvaluatedTensors, OnnxBytes, Rows, Tree}
import io.handover.loading.RefusedByBackend
import io.handover.onnxfile.{TensorModel, TensorValue}
import io.handover.onnxruntime.SessionTensors
import org.scalacheck.{Gen, Prop}
import org.scalacheck.Prop.forAllNoShrink

/** Random trees and rows: the evaluator gives every bit that ONNX Runtime gives on one thread. */
class RandomTreesTest extends LawSuite {

  override protected def examples: Int = 150

  private val Features = 3

  // Few values, so that rows meet thresholds.
  private val special = Vector(
    0f,
    -0f,
    Float.MinPositiveValue,
    -Float.MinPositiveValue,
    1e-40f,
    1f,
    Math.nextUp(1f),
    Math.nextDown(1f),
    -1.5f,
    2.5f,
    Float.MaxValue,
    -Float.MaxValue
  )
  private val threshold =
    Gen.oneOf(Gen.oneOf(special), Gen.oneOf(Float.PositiveInfinity, Float.NegativeInfinity))
  private val cell =
    Gen.oneOf(threshold, Gen.const(Float.NaN), Gen.choose(-3f, 3f))
  private val weight =
    Gen.frequency(8 -> Gen.choose(-2f, 2f), 1 -> Gen.const(0f), 1 -> Gen.const(1e-39f))

  private def leaf(ids: Vector[Int], positive: Boolean): Gen[Tree] =
    Gen.listOfN(ids.length, weight.map(w => if (positive) w.abs else w)).map(values =>
      Tree.Leaf(ids.zip(values))
    )

  private def tree(leaf: Gen[Tree], modes: Vector[String], depth: Int): Gen[Tree] =
    if (depth == 0) leaf
    else
      Gen.frequency(
        1 -> leaf,
        3 -> (for {
          mode <- Gen.oneOf(modes)
          feature <- Gen.choose(0, Features - 1)
          value <- threshold
          missing <- Gen.oneOf(true, false)
          yes <- tree(leaf, modes, depth - 1)
          no <- tree(leaf, modes, depth - 1)
        } yield Tree.Branch(mode, feature, value, missing, yes, no))
      )

  private val ordered = Vector("BRANCH_LEQ", "BRANCH_LT", "BRANCH_GTE", "BRANCH_GT")
  private val modes = Gen.oneOf(
    Gen.oneOf(ordered).map(Vector(_)),
    Gen.const(ordered),
    Gen.const(ordered ++ Vector("BRANCH_EQ", "BRANCH_NEQ"))
  )

  private val rows = for {
    count <- Gen.oneOf(1, 2, 5, 50, 51, 70)
    values <- Gen.listOfN(count * Features, cell)
  } yield Rows.of(count, Features, values.toArray)

  private def bits(model: TensorModel, x: TensorValue): Either[String, Vector[Vector[Long]]] =
    try Right(model.run(Array(x)).toVector.map(Rows.bits))
    catch { case refused: RefusedByBackend => Left(refused.fault.line) }

  private def same(model: Array[Byte], x: TensorValue): Prop = {
    val ours = EvaluatedTensors.open(model).left.map(_.map(_.line).mkString("; "))
    val theirs = SessionTensors.open(model).left.map(_.map(_.line).mkString("; "))
    val both = for {
      a <- ours
      b <- theirs
      left <- bits(a, x)
      right <- bits(b, x)
    } yield left -> right
    theirs.foreach(_.close())
    both match {
      case Right((left, right)) => Prop(left == right) :| s"scala=$left onnxruntime=$right"
      case Left(why)            => Prop.falsified :| why
    }
  }

  property("regressors") {
    val model = for {
      targets <- Gen.oneOf(1, 1, 2, 3)
      modes <- modes
      count <- Gen.choose(1, 12)
      depth <- Gen.oneOf(0, 2, 4, 6)
      trees <-
        Gen.listOfN(count, tree(leaf(Vector.range(0, targets), positive = false), modes, depth))
      aggregate <- Gen.oneOf("SUM", "AVERAGE", "MIN", "MAX")
      base <- Gen.oneOf(Gen.const(Nil), Gen.listOfN(targets, Gen.choose(-1f, 1f)))
      transform <- Gen.oneOf("NONE", "LOGISTIC", "SOFTMAX")
    } yield Tree.regressor(
      trees,
      targets,
      Seq(
        OnnxBytes.string("aggregate_function", aggregate),
        OnnxBytes.string("post_transform", transform)
      ) ++ Option.when(base.nonEmpty)(OnnxBytes.floats("base_values", base))
    )
    forAllNoShrink(model, rows)(same)
  }

  property("classifiers of several classes") {
    val model = for {
      classes <- Gen.oneOf(2, 3, 4)
      modes <- modes
      count <- Gen.choose(1, 12)
      positive <- Gen.oneOf(true, false)
      trees <- Gen.listOfN(count, tree(leaf(Vector.range(0, classes), positive), modes, 4))
      base <- Gen.oneOf(Gen.const(Nil), Gen.listOfN(classes, Gen.choose(-1f, 1f)))
      transform <- Gen.oneOf("NONE", "LOGISTIC", "SOFTMAX", "SOFTMAX_ZERO")
    } yield Tree.classifier(
      trees,
      Vector.range(10L, 10L + classes),
      Seq(OnnxBytes.string("post_transform", transform)) ++
        Option.when(base.nonEmpty)(OnnxBytes.floats("base_values", base))
    )
    forAllNoShrink(model, rows)(same)
  }

  property("classifiers of two classes with weights for one") {
    val model = for {
      weighted <- Gen.oneOf(0, 1)
      modes <- modes
      count <- Gen.choose(1, 12)
      positive <- Gen.oneOf(true, false)
      trees <- Gen.listOfN(count, tree(leaf(Vector(weighted), positive), modes, 4))
      base <- Gen.oneOf(Nil, List(0.25f), List(0.25f, 0.5f))
      transform <- Gen.oneOf("NONE", "LOGISTIC", "SOFTMAX")
    } yield Tree.classifier(
      trees,
      Seq(10L, 11L),
      Seq(OnnxBytes.string("post_transform", transform)) ++
        Option.when(base.nonEmpty)(OnnxBytes.floats("base_values", base))
    )
    forAllNoShrink(model, rows)(same)
  }
}
