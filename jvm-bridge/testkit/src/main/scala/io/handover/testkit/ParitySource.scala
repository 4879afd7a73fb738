package io.handover.testkit

/** A suite of either framework, as a child JVM finds it by the name of its class. */
private[testkit] trait ParitySource {

  /** Its bundle and implementation. */
  private[testkit] def parityRun: ParityRun
}
