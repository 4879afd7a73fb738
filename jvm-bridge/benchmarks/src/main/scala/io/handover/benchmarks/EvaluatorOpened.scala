package io.handover.benchmarks

import io.handover.ColumnData
import io.handover.evaluator.EvaluatedTensors
import io.handover.onnxfile.TensorValue

/** A model on the evaluator; loads nothing of Scala's library but what the evaluator takes. */
final class EvaluatorOpened(bytes: Array[Byte]) extends Opened {

  private val model = new EvaluatedTensors(bytes)

  def run(names: Array[String], columns: Array[Object], rows: Int): Object = {
    val values = new Array[TensorValue](names.length)
    var i = 0
    while (i < names.length) {
      val data = columns(i) match {
        case numbers: Array[Float] => new ColumnData.F32(numbers)
        case texts                 => new ColumnData.Text(texts.asInstanceOf[Array[String]])
      }
      val shape = new Array[Int](2)
      shape(0) = rows
      shape(1) = data.size / rows
      values(i) = new TensorValue(names(i), shape, data)
      i += 1
    }
    model.run(values)
  }
}
