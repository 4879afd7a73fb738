package io.handover.visit

import io.handover.{Backend, BackendInfo, Batch, FeatureStep, Row}

/** Both stages in one class. */
final class VisitService extends FeatureStep with Backend {
  private val step = new VisitStep
  private val model = new VisitModel

  def info: BackendInfo = BackendInfo("visit-service", "1.0")

  def features(raw: Row): Row = step.features(raw)

  def score(batch: Batch): Batch = model.score(batch)
}
