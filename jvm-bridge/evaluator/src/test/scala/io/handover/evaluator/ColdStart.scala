package io.handover.evaluator

import io.handover.ColumnData
import io.handover.onnxfile.TensorValue
import java.nio.file.{Files, Path}

/** Reads a model of two numbers, scores one row and says so: the program that [[ColdStartTest]]
  * starts. Nothing of Scala's library is asked for here.
  */
object ColdStart {

  /** What it prints once there is an answer. */
  final val Answered = "answered"

  /** Scores one row with the model in the file that is given. */
  def main(arguments: Array[String]): Unit = {
    val model = new EvaluatedTensors(Files.readAllBytes(Path.of(arguments(0))))
    val shape = new Array[Int](2)
    shape(0) = 1
    shape(1) = 2
    val rows = new Array[TensorValue](1)
    rows(0) = new TensorValue("X", shape, new ColumnData.F32(new Array[Float](2)))
    if (model.run(rows).length == 1) System.out.println(Answered)
  }
}
