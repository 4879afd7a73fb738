package io.handover.faulty

/** Compiled against, then left out of the jar by the build. */
final class LostLibrary {

  /** Its version. */
  def version: String = "1.0"
}
