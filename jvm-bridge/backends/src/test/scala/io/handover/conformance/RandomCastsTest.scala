package io.handover.conformance

import io.handover.{ColumnData, LawSuite}
import io.handover.evaluator.{EvaluatedTensors, OnnxBytes, Rows}
import io.handover.onnxfile.{TensorModel, TensorValue}
import io.handover.onnxruntime.SessionTensors
import org.scalacheck.Prop.forAllNoShrink
import org.scalacheck.{Gen, Prop}

/** Any float as a text, as an integer and as a double: the same as ONNX Runtime makes of it. */
class RandomCastsTest extends LawSuite {

  override protected def examples: Int = 60

  private val bits = Gen.choose(Int.MinValue, Int.MaxValue).map(java.lang.Float.intBitsToFloat)
  private val number = Gen.frequency(
    3 -> bits.filterNot(_.isNaN),
    3 -> Gen.choose(-1000f, 1000f),
    1 -> Gen.choose(-10L, 10L).map(_ * 0.5f),
    1 -> Gen.oneOf(0f, -0f, 1e8f, 99999999f, 123456792f, 1e-5f, 1e-4f, Float.MaxValue)
  )
  private val rows = Gen.listOfN(200, number).map(values => Rows.of(200, 1, values.toArray))

  private def cast(to: Long): Array[Byte] = OnnxBytes.model(
    Seq(OnnxBytes.node("Cast", Seq("X"), Seq("Y"), attributes = Seq(OnnxBytes.long("to", to)))),
    Seq(OnnxBytes.value("X", 1L)),
    Seq(OnnxBytes.value("Y", to))
  )

  private def elements(model: TensorModel, x: TensorValue): Vector[Any] =
    model.run(Array(x)).head.data match {
      case texts: ColumnData.Text => texts.values.toVector
      case data                   => Vector.tabulate(data.size)(data.scalar)
    }

  private def same(to: Long): Prop = {
    val ours = new EvaluatedTensors(cast(to))
    val theirs = SessionTensors.open(cast(to)).fold(f => fail(f.map(_.line).mkString), identity)
    forAllNoShrink(rows) { x =>
      val wrong = elements(ours, x).zip(elements(theirs, x)).filter { case (a, b) => a != b }
      Prop(wrong.isEmpty) :| wrong.take(5).mkString(" ")
    }
  }

  property("as texts")(same(8L))

  property("as doubles")(same(11L))

  property("as truth values")(same(9L))
}
