package io.handover.faulty

import io.handover.{Backend, BackendInfo, Batch}

/** Is never made: its constructor does not come back. */
final class HangsInConstructor extends Backend {
  while (true) Thread.sleep(1000)

  def info: BackendInfo = BackendInfo("hangs-in-constructor", "1.0")
  def score(batch: Batch): Batch = batch
}
