package io.handover.zoo

import io.handover.{Backend, BackendInfo, Batch, Row, Value}

/** Whether an order comes back, step by step; a fault replaces one of the steps.
  *
  * Everything is float32 and in the order of the model file, as the contract's tolerance demands.
  */
abstract class OrderBackend extends Backend {

  /** The name of the file with the weights. */
  protected def file: String

  protected lazy val weights: Weights = Weights.load(file)
  protected lazy val features: Vector[Feature] = Feature.all(weights)
  protected lazy val classes: Vector[String] = weights.of("class").map(_.head)

  def info: BackendInfo = BackendInfo(getClass.getSimpleName, "1.0.0")

  def score(batch: Batch): Batch =
    Batch.ofRows(Vector.tabulate(batch.rows)(index => answer(batch.row(index))))

  /** The answer for one row. */
  protected def answer(row: Row): Row = {
    val proba = probabilities(scores(numbers(row)))
    Row.empty.add("proba", proba).add("label", classes(likeliest(proba)))
  }

  /** What the model computes with. */
  protected def numbers(row: Row): Array[Float] = features.map(feature(row, _)).toArray

  protected def feature(row: Row, feature: Feature): Float = feature match {
    case number: Feature.Number      => scaled(cell(row, number), number)
    case Feature.Flag(column)        => if (flag(row, column)) 1f else 0f
    case Feature.Id(column, known)   => if (isId(row.long(column), known)) 1f else 0f
    case Feature.Text(column, known) => if (isText(row.text(column), known)) 1f else 0f
  }

  protected def cell(row: Row, feature: Feature.Number): Float = row.value(feature.column) match {
    case Value.F32(value) => number(feature.column, value)
    case Value.I64(value) => whole(feature.column, value)
    case _                => missing(feature)
  }

  protected def number(column: String, value: Float): Float = value
  protected def whole(column: String, value: Long): Float = value.toFloat
  protected def missing(feature: Feature.Number): Float = feature.fill.getOrElse(Float.NaN)
  protected def flag(row: Row, column: String): Boolean = row.boolean(column)
  protected def isId(found: Long, known: Long): Boolean = found == known
  protected def isText(found: String, known: String): Boolean = found == known

  protected def scaled(value: Float, feature: Feature.Number): Float =
    feature.scaling.fold(value)(scaling => (value - feature.mean) / scaling.deviation)

  /** One score a class. */
  protected def scores(numbers: Array[Float]): Array[Float]

  /** The softmax of the scores, shifted so that exp cannot overflow. */
  protected def probabilities(scores: Array[Float]): Array[Float] = {
    val powers = scores.map(score => exp(score - scores.max))
    val total = powers.foldLeft(0f)(_ + _)
    powers.map(_ / total)
  }

  protected def exp(value: Float): Float = math.exp(value.toDouble).toFloat

  /** The index of the likeliest class, the first of equals. */
  protected def likeliest(proba: Array[Float]): Int = proba.indices.maxBy(proba(_))
}
