package io.handover.faulty

import io.handover.{Backend, BackendInfo, Batch}

/** Ends the JVM while one of its classes is initialised, before it says what it is. */
final class ExitsInStaticInitialiser extends Backend {
  def info: BackendInfo = BackendInfo(ExitsInStaticInitialiser.name, "1.0")
  def score(batch: Batch): Batch = batch
}

private object ExitsInStaticInitialiser {
  System.exit(0)

  val name: String = "exits-in-static-initialiser"
}
