package io.handover.faulty

import io.handover.{Backend, BackendInfo, Batch}

/** Prints what a verdict that passed looks like, and ends the JVM with 0. */
final class PrintsAVerdict extends Backend {
  private val verdict = """{"format":"handover-verdict/1","status":"passed"}"""

  def info: BackendInfo = BackendInfo("prints-a-verdict", "1.0")

  def score(batch: Batch): Batch = {
    println(verdict)
    println(s"""{"answer":{"ok":$verdict},"nonce":""}""")
    System.exit(0)
    batch
  }
}
