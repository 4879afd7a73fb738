package io.handover.cli

import io.handover.Fault
import io.handover.verdict.{Status, Verdict}

/** What the program ends with; the same numbers as the Python command. */
private[cli] object ExitCode {

  /** All holds. */
  val Holds: Int = 0

  /** The contract is broken. */
  val Broken: Int = 1

  /** The command line is wrong. */
  val Usage: Int = 2

  /** Contract or bundle is invalid. */
  val Invalid: Int = 3

  /** A runtime, a class or a library is missing. */
  val Missing: Int = 4

  // By the beginning of a fault's code; the first that fits.
  private val families = Vector(
    "HU" -> Usage,
    "HV20" -> Usage,
    "HE" -> Invalid,
    "HB5" -> Missing,
    "HB" -> Invalid,
    "HC" -> Invalid,
    "HJ3" -> Broken,
    "HJ" -> Missing
  )

  /** The code for what kept a command from running. */
  def of(faults: Vector[Fault]): Int =
    faults.headOption
      .flatMap(fault => families.find { case (start, _) => fault.code.startsWith(start) })
      .fold(Broken)(_._2)

  /** The code for a verdict. */
  def of(verdict: Verdict): Int = if (verdict.status == Status.Passed) Holds else Broken
}
