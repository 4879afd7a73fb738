package io.handover.faulty

import io.handover.{Backend, BackendInfo, Batch}

/** Has no constructor that anybody could call without knowing it. */
final class WantsSettings(settings: Map[String, String]) extends Backend {
  def info: BackendInfo = BackendInfo(settings.getOrElse("name", "wants-settings"), "1.0")
  def score(batch: Batch): Batch = batch
}
