package io.handover.faulty

import io.handover.{Backend, BackendInfo, Batch}

/** Is compiled against a class that is not in the jar, as with a library left off the classpath. */
final class LinksToALostLibrary extends Backend {
  private val lost = new LostLibrary

  def info: BackendInfo = BackendInfo("links-to-a-lost-library", lost.version)
  def score(batch: Batch): Batch = batch
}
