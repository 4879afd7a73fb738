package io.handover.report

import io.handover.Fault

/** Faults as text: place, code and message; expected and found; the owner; the next step. */
object FaultText {

  /** All of them, one block each. */
  def render(faults: Vector[Fault], width: Int = 80): String =
    faults.map(block(_, width).mkString("\n")).mkString("\n")

  private def block(fault: Fault, width: Int): Vector[String] = {
    val said = Paragraph.wrapped(s"${fault.code} ${fault.message}", width, "", "    ")
    val head = fault.where.fold(said)(place => s"$place:" +: said.map("  " + _))
    val compared = Vector("expected" -> fault.expected, "found" -> fault.found)
    head ++ compared.flatMap { case (word, value) => noted(word, value, width) } ++
      Vector(s"    owner: ${fault.owner}") ++ noted("next", fault.next, width)
  }

  private def noted(word: String, text: Option[String], width: Int): Vector[String] =
    text.toVector.flatMap(told => Paragraph.wrapped(s"$word: $told", width, "    ", "      "))
}
