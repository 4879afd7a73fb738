package com.trasos

import io.handover.{BackendInfo, FeatureStep, Row}

/** Both stages of conversion propensity in one class: what the shop runs. */
class ConversionService extends ConversionPropensity with FeatureStep {
  private val step = new ConversionFeatures

  override def info: BackendInfo = BackendInfo("trasos-conversion-service", "1.0.0")

  def features(raw: Row): Row = step.features(raw)
}
