package com.trasos

import io.handover.{BackendInfo, FeatureStep, Row}

/** The features stage of conversion propensity: a visit as it was tracked, the model's inputs out.
  */
class ConversionFeatures extends VisitRules with FeatureStep {

  def info: BackendInfo = BackendInfo("trasos-conversion-features", "1.0.0")

  def features(raw: Row): Row = of(visit(raw)).toRow

  /** The visit in a raw row. */
  protected def visit(raw: Row): Visit = Visit.of(raw)
}
