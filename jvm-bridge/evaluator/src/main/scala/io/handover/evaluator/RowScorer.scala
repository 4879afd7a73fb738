package io.handover.evaluator

import io.handover.contract.{InputColumn, OutputColumn}
import io.handover.evaluator.plan.Frame
import io.handover.evaluator.tensor.{Kind, Refusal, Tensor}
import io.handover.loading.RefusedByBackend

/** One row at a time through a model, in arrays that are used again: a call makes no object.
  *
  * {{{
  * val scorer = backend.rowScorer()                 // one for each thread
  * val pages = scorer.input("pages")                // places are looked up once
  * val proba = scorer.output("proba")
  * scorer.set(pages, 3f).score()
  * scorer.float(proba)
  * }}}
  *
  * Every input is set anew for every row: what one row leaves out is never what the last one had.
  *
  * @throws io.handover.loading.RefusedByBackend
  *   from every method: HE501 for a column that does not exist, has another type or length, or is
  *   not set; HE502 for a value that the model refuses
  */
final class RowScorer private[evaluator] (
    frame: Frame,
    inputs: Array[InputColumn],
    outputs: Vector[OutputColumn],
    places: Array[Int],
    stringMissing: String
) {

  private val in: Array[Tensor] = inputs.indices.map(frame.input).toArray
  inputs.indices.foreach(i => in(i).resize2(1, inputs(i).columnType.length.getOrElse(1)))
  private val out: Array[Tensor] = places.map(frame.output)
  private val isSet = new Array[Boolean](inputs.length)

  /** The place of the input column called `name`. */
  def input(name: String): Int = place(inputs.indexWhere(_.name == name), name)

  /** The place of the output column called `name`. */
  def output(name: String): Int = place(outputs.indexWhere(_.name == name), name)

  /** Sets a cell of an `f32` column; NaN is null. */
  def set(column: Int, value: Float): RowScorer = {
    target(column, Kind.F32, 1).floats(0) = value
    this
  }

  /** Sets a cell of an `f64` column; NaN is null. */
  def set(column: Int, value: Double): RowScorer = {
    target(column, Kind.F64, 1).doubles(0) = value
    this
  }

  /** Sets a cell of an `i32` column. */
  def set(column: Int, value: Int): RowScorer = {
    target(column, Kind.I32, 1).ints(0) = value
    this
  }

  /** Sets a cell of an `i64` column. */
  def set(column: Int, value: Long): RowScorer = {
    target(column, Kind.I64, 1).longs(0) = value
    this
  }

  /** Sets a cell of a `bool` column. */
  def set(column: Int, value: Boolean): RowScorer = {
    target(column, Kind.Bool, 1).booleans(0) = value
    this
  }

  /** Sets a cell of a `string` column; null is the text that the model was trained on for it. */
  def set(column: Int, value: String): RowScorer = {
    target(column, Kind.Text, 1).texts(0) = if (value == null) stringMissing else value
    this
  }

  /** Sets a cell of an `f32` array column; the elements are copied. */
  def set(column: Int, values: Array[Float]): RowScorer = {
    System.arraycopy(values, 0, target(column, Kind.F32, values.length).floats, 0, values.length)
    this
  }

  /** Computes the outputs of the row that is set, which then has to be set again. */
  def score(): Unit = {
    var i = 0
    while (i < isSet.length) {
      if (!isSet(i)) refuse("a column of the row is not set", inputs(i).name)
      isSet(i) = false
      i += 1
    }
    try frame.run()
    catch { case refusal: Refusal => throw new RefusedByBackend(refusal.fault) }
  }

  /** An element of an `f32` output: the cell itself, or one of an array. */
  def float(output: Int, element: Int = 0): Float =
    answer(output, Kind.F32, element).floats(element)

  /** An element of an `f64` output. */
  def double(output: Int, element: Int = 0): Double =
    answer(output, Kind.F64, element).doubles(element)

  /** An element of an `i64` output. */
  def long(output: Int, element: Int = 0): Long = answer(output, Kind.I64, element).longs(element)

  /** An element of a `string` output. */
  def text(output: Int, element: Int = 0): String =
    answer(output, Kind.Text, element).texts(element)

  /** How many elements an output has. */
  def length(output: Int): Int = out(output).size

  private def target(column: Int, kind: Kind, length: Int): Tensor = {
    val tensor = in(column)
    if (tensor.kind != kind)
      refuse(s"a column of type ${tensor.kind} is set as $kind", inputs(column).name)
    if (tensor.size != length)
      refuse(s"a column of length ${tensor.size} is set to $length elements", inputs(column).name)
    isSet(column) = true
    tensor
  }

  private def answer(output: Int, kind: Kind, element: Int): Tensor = {
    val tensor = out(output)
    if (tensor.kind != kind)
      refuse(s"an output of type ${tensor.kind} is read as $kind", outputs(output).name)
    if (element < 0 || element >= tensor.size)
      refuse(s"an output has no element $element, but ${tensor.size}", outputs(output).name)
    tensor
  }

  private def place(found: Int, name: String): Int =
    if (found >= 0) found else refuse("the contract has no such column", name)

  private def refuse(message: String, column: String): Nothing =
    throw new RefusedByBackend(Refusal("HE501", message, where = Some(s"column=$column")).fault)
}
