package io.handover.faulty

import io.handover.{Backend, BackendInfo, Batch}

/** Cannot be made: what it wants to read is not there. */
final class ConstructorThrows extends Backend {
  throw new IllegalStateException("no model at s3://models/latest")

  def info: BackendInfo = BackendInfo("constructor-throws", "1.0")
  def score(batch: Batch): Batch = batch
}
