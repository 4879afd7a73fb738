package io.handover.faulty

import io.handover.{Backend, BackendInfo, Batch}
import scala.collection.mutable.ArrayBuffer

/** Holds ever more memory until there is none left. */
final class EatsAllMemory extends Backend {
  private val held = ArrayBuffer.empty[Array[Long]]

  def info: BackendInfo = BackendInfo("eats-all-memory", "1.0")

  def score(batch: Batch): Batch = {
    while (true) held += new Array[Long](1 << 20)
    batch
  }
}
