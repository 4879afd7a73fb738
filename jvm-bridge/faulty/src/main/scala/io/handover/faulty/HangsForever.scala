package io.handover.faulty

import io.handover.{Backend, BackendInfo, Batch}

/** Answers never, and does not listen to interrupts either. */
final class HangsForever extends Backend {
  def info: BackendInfo = BackendInfo("hangs-forever", "1.0")

  def score(batch: Batch): Batch = {
    while (true)
      try Thread.sleep(1000)
      catch { case _: InterruptedException => () }
    batch
  }
}
