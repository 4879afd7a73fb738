package io.handover.evaluator

import io.handover.{Fault, LawSuite}
import io.handover.loading.RefusedByBackend
import io.handover.onnxfile.TensorValue
import org.scalacheck.{Gen, Prop}
import org.scalacheck.Prop.{forAll, forAllNoShrink}

/** Damaged model files: every one is refused with a named fault, or is a model that answers. */
class HostileModelTest extends LawSuite {

  override protected def examples: Int = 1000

  private val leaf = Tree.Leaf(Vector((0, 1.5f)))
  private val tree =
    Tree.Branch(
      "BRANCH_LEQ",
      1,
      0.25f,
      missingYes = true,
      leaf,
      Tree.Branch("BRANCH_GT", 0, -1f, missingYes = false, leaf, leaf)
    )

  private val models = Vector(
    Tree.regressor(Seq(tree, leaf, tree), 1),
    Tree.classifier(
      Seq(tree),
      Seq(3L, 5L),
      Seq(OnnxBytes.string("post_transform", "LOGISTIC"))
    ),
    OnnxBytes.model(
      Seq(
        OnnxBytes.scaler("X", "S", Seq(1f, 2f), Seq(0.5f, 2f)),
        OnnxBytes.node("MatMul", Seq("S", "W"), Seq("M")),
        OnnxBytes.node("Softmax", Seq("M"), Seq("Y"), attributes = Seq(OnnxBytes.long("axis", 1L)))
      ),
      Seq(OnnxBytes.value("X", 1L)),
      Seq(OnnxBytes.value("Y", 1L)),
      Seq(OnnxBytes.floatTensor("W", Seq(2L, 3L), Seq(1f, 2f, 3f, 4f, 5f, 6f)))
    )
  )

  private val rows: TensorValue = Rows.of(2, 2, Array(0f, 1f, Float.NaN, -2f))

  // What went wrong without a name, if anything did.
  private def escaped(bytes: Array[Byte]): Option[String] =
    EvaluatedTensors.open(bytes) match {
      case Left(faults) => faults.find(unnamed).map(_.line)
      case Right(model) =>
        try {
          val _ = model.run(Array.fill(model.inputs)(rows))
          None
        } catch {
          case refused: RefusedByBackend => Some(refused.fault).filter(unnamed).map(_.line)
        }
    }

  private def unnamed(fault: Fault): Boolean =
    !fault.code.startsWith("HE") || fault.code == "HE901"

  private def named(bytes: Array[Byte]): Prop = {
    val found = escaped(bytes)
    Prop(found.isEmpty) :| found.getOrElse("")
  }

  test("the models run as they are") {
    models.foreach { bytes =>
      assert(new EvaluatedTensors(bytes).run(Array(rows)).nonEmpty)
    }
  }

  test("every truncation is refused by name") {
    models.foreach(bytes =>
      bytes.indices.foreach(i => assertEquals(escaped(bytes.take(i)), None, s"cut at $i"))
    )
  }

  property("any flipped bytes are refused by name, or make another model") {
    val damaged = for {
      bytes <- Gen.oneOf(models)
      count <- Gen.choose(1, 4)
      places <- Gen.listOfN(count, Gen.choose(0, bytes.length - 1))
      values <- Gen.listOfN(count, Gen.choose(0, 255))
    } yield places.zip(values).foldLeft(bytes) { case (done, (place, value)) =>
      done.updated(place, value.toByte)
    }
    forAllNoShrink(damaged)(named(_))
  }

  property("noise is refused by name") {
    forAll(Gen.listOf(Gen.choose(0, 255)))(noise => named(noise.map(_.toByte).toArray))
  }
}
