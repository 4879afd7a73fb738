package io.handover.faulty

import io.handover.{Backend, BackendInfo, Batch}

/** Is a Scala object where a class is wanted. */
object IsAnObject extends Backend {
  def info: BackendInfo = BackendInfo("is-an-object", "1.0")
  def score(batch: Batch): Batch = batch
}
