package io.handover.evaluator

import io.handover.json.JsonWriter
import io.handover.onnxfile.TensorValue
import io.handover.values.ValueJson

/** An explanation for the terminal: a node a line, the first elements of what it made. */
object ExplanationText {

  private val Shown = 6
  private val Longest = 78

  /** The lines of `explanation`. */
  def lines(explanation: Explanation): Vector[String] = {
    val inputs = explanation.inputs.map(value => s"      ${told(value)}")
    val steps = explanation.steps.zipWithIndex.flatMap { case (step, index) =>
      f"${index + 1}%4d  ${step.operator} (${step.exactness})" +:
        step.values.map(value => s"      ${told(value)}")
    }
    val outputs = explanation.outputs.map { case (name, text) => s"      $name: $text" }
    ("      given" +: inputs.map(cut)) ++ steps.map(cut) ++
      ("      as ONNX Runtime on one thread" +: outputs)
  }

  /** The words for where two runs part. */
  def difference(found: FirstDifference): String = {
    val left = element(found.left, found.index)
    val right = element(found.right, found.index)
    s"first difference: step ${found.number} ${found.step.operator}, " +
      s"${found.left.name}[${found.index}] $left against $right"
  }

  private def told(value: TensorValue): String = {
    val size = value.data.size
    val first = (0 until size.min(Shown)).map(element(value, _)).mkString(", ")
    val rest = if (size > Shown) s", and ${size - Shown} more" else ""
    s"${value.name} $value = $first$rest"
  }

  private def element(value: TensorValue, i: Int): String =
    if (i < value.data.size) JsonWriter.write(ValueJson.write(value.data.scalar(i))) else "nothing"

  private def cut(line: String): String =
    if (line.length <= Longest) line else line.take(Longest - 3) + "..."
}
