package io.handover.benchmarks

import io.handover.ColumnData
import io.handover.evaluator.EvaluatedTensors
import io.handover.onnxfile.TensorValue
import scala.collection.immutable.{Vector, VectorBuilder}

/** A model on the evaluator; loads nothing of Scala's library but what the evaluator takes. */
final class EvaluatorOpened(bytes: Array[Byte]) extends Opened {

  private val model = EvaluatedTensors.open(bytes) match {
    case Right(model) => model
    case Left(faults) => throw new IllegalStateException(faults.head.line)
  }

  def run(names: Array[String], columns: Array[Object], rows: Int): Object = {
    val values = new VectorBuilder[TensorValue]
    var i = 0
    while (i < names.length) {
      val data = columns(i) match {
        case numbers: Array[Float] => new ColumnData.F32(numbers)
        case texts                 => new ColumnData.Text(texts.asInstanceOf[Array[String]])
      }
      val shape = Vector.empty[Int].appended(rows).appended(data.size / rows)
      values.addOne(new TensorValue(names(i), shape, data)): Unit
      i += 1
    }
    model.run(values.result())
  }
}
