package com.trasos

import io.handover.{BackendInfo, Row, RowBackend}

import scala.annotation.tailrec

/** Conversion propensity in plain Scala: how likely a visit ends in a purchase.
  *
  * Everything is float32 and in the order of the model file, as the contract's tolerance demands:
  * trees add up one by one, the base score comes last.
  */
class ConversionPropensity extends RowBackend {

  /** The trained numbers. */
  protected val model: ConversionModel = ConversionModel.load()

  def info: BackendInfo = BackendInfo("trasos-conversion-propensity", "1.0.0")

  def scoreRow(row: Row): Row = {
    val features = model.features.map(feature(row, _)).toArray
    val score = total(model.trees.map(leaf(_, features)))
    Row.empty.add("proba", probability(score)).add("label", if (score > 0f) 1L else 0L)
  }

  /** The number that trees see for a feature. */
  protected def feature(row: Row, feature: Feature): Float = feature match {
    case Feature.Number(column, imputed) => number(row, column, imputed)
    case Feature.Category(column, value) if category(row, column) == value => 1f
    case Feature.Category(_, _)                                            => 0f
  }

  /** A numeric cell, or what stands in for null. */
  protected def number(row: Row, column: String, imputed: Option[Float]): Float = imputed match {
    case None                              => row.long(column).toFloat
    case Some(value) if row.isNull(column) => value
    case Some(_)                           => row.float(column)
  }

  /** The category of a cell, by the model's spelling. */
  protected def category(row: Row, column: String): String = row.text(column)

  /** Whether a feature goes left at a split. */
  protected def goesLeft(value: Float, threshold: Float): Boolean = value <= threshold

  /** The log-odds: leaves in the order of trees, then the base score. */
  protected def total(leaves: Vector[Float]): Float =
    leaves.foldLeft(0f)(_ + _) + model.base

  /** The logistic function as ONNX Runtime computes it: of the absolute value, then turned. */
  protected def probability(score: Float): Float = {
    val upper = 1f / (1f + math.exp(-math.abs(score).toDouble).toFloat)
    if (score < 0f) 1f - upper else upper
  }

  @tailrec
  private def leaf(tree: Tree, features: Array[Float]): Float = tree match {
    case Tree.Leaf(value)                            => value
    case Tree.Split(feature, threshold, left, right) =>
      leaf(if (goesLeft(features(feature), threshold)) left else right, features)
  }
}
