package io.handover.benchmarks

import io.handover.ColumnData
import io.handover.evaluator.EvaluatedTensors
import io.handover.onnxfile.TensorValue

/** A model on the evaluator. */
final class EvaluatorOpened(bytes: Array[Byte]) extends Opened {

  private val model = EvaluatedTensors.open(bytes) match {
    case Right(model) => model
    case Left(faults) => throw new IllegalStateException(faults.head.line)
  }

  def run(names: Array[String], columns: Array[Object], rows: Int): Object = {
    val values = Vector.newBuilder[TensorValue]
    var i = 0
    while (i < names.length) {
      val data = columns(i) match {
        case numbers: Array[Float] => new ColumnData.F32(numbers)
        case texts                 => new ColumnData.Text(texts.asInstanceOf[Array[String]])
      }
      values += new TensorValue(names(i), Vector(rows, data.size / rows), data)
      i += 1
    }
    model.run(values.result())
  }
}
