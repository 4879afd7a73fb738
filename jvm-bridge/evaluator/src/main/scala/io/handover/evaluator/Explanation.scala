package io.handover.evaluator

import io.handover.json.Json
import io.handover.onnxfile.TensorValue
import io.handover.values.ValueJson

/** What every node of a model made of one row.
  *
  * @param inputs
  *   what the model was given
  * @param outputs
  *   how near each output is to ONNX Runtime's
  * @param steps
  *   the nodes in the order they ran; what is constant is no step
  */
final case class Explanation(
    inputs: Vector[TensorValue],
    steps: Vector[ExplainedStep],
    outputs: Vector[(String, String)]
) {

  /** The first step whose values have other bits in `other`, of the same model: its number from 1,
    * the value and the flat index of the element.
    */
  def firstDifference(other: Explanation): Option[FirstDifference] =
    steps.zip(other.steps).zipWithIndex.iterator.flatMap { case ((left, right), step) =>
      left.values.zip(right.values).iterator.flatMap { case (a, b) =>
        Explanation.difference(a, b).map(FirstDifference(step + 1, left, a, b, _))
      }
    }.nextOption()

  /** The explanation as JSON: each value with its shape and elements, row after row. */
  def json: Json = Json.obj(
    "inputs" -> Json.arr(inputs.map(Explanation.json)),
    "steps" -> Json.arr(steps.map { step =>
      Json.obj(
        "node" -> Json.str(step.node),
        "operator" -> Json.str(step.operator),
        "class" -> Json.str(step.exactness),
        "values" -> Json.arr(step.values.map(Explanation.json))
      )
    }),
    "outputs" -> Json.obj(outputs.map { case (name, text) => name -> Json.str(text) }*)
  )
}

/** One node of an [[Explanation]].
  *
  * @param exactness
  *   how near the operator's answers are to ONNX Runtime's
  */
final case class ExplainedStep(
    node: String,
    operator: String,
    exactness: String,
    values: Vector[TensorValue]
)

/** Where two runs part: the step, the two values, and the flat index of their first other element.
  */
final case class FirstDifference(
    number: Int,
    step: ExplainedStep,
    left: TensorValue,
    right: TensorValue,
    index: Int
)

private[evaluator] object Explanation {

  // A value of another shape differs from its first element on.
  private def difference(a: TensorValue, b: TensorValue): Option[Int] =
    if (!a.sameShape(b)) Some(0)
    else (0 until a.data.size).find(i => a.data.scalar(i) != b.data.scalar(i))

  private def json(value: TensorValue): Json = Json.obj(
    "name" -> Json.str(value.name),
    "type" -> Json.str(value.data.elementType.name),
    "shape" -> Json.arr(value.shape.toVector.map(length => Json.int(length.toLong))),
    "elements" -> Json.arr(
      Vector.tabulate(value.data.size)(i => ValueJson.write(value.data.scalar(i)))
    )
  )
}
