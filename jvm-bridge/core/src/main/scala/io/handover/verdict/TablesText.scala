package io.handover.verdict

import java.math.{BigDecimal, MathContext, RoundingMode}

/** The tables of a report: vectors by flag, outputs, the backend against itself. */
private[verdict] object TablesText {

  /** Vectors by flag. */
  def groups(groups: Vector[Group]): Vector[String] =
    if (groups.isEmpty) Vector("no vectors were played")
    else {
      val head = Vector("passed", "failed", "errored", "skipped")
      row("vectors", head) +: groups.map { group =>
        val counts = group.counts
        row(
          group.flag,
          Vector(counts.passed, counts.failed, counts.errored, counts.skipped).map(_.toString)
        )
      }
    }

  /** The worst difference of each output. */
  def outputs(outputs: Vector[OutputDifference]): Vector[String] =
    if (outputs.isEmpty) Vector.empty
    else
      outputRow("output", "allowed", "worst ulp", "worst abs", "compared") +: outputs.flatMap {
        output =>
          val line = outputRow(
            output.name,
            output.tolerance,
            output.maxUlp.fold("-")(_.toString),
            output.maxAbs.fold("-")(short),
            output.compared.toString
          )
          if (output.withinMargin == 0) Vector(line)
          else
            Vector(line, s"  ${output.withinMargin} differ within the margin, reported, not failed")
      }

  /** The backend against itself. */
  def determinism(checks: Vector[DeterminismCheck]): Vector[String] =
    if (checks.isEmpty) Vector.empty
    else
      "the backend against itself" +: checks.flatMap { check =>
        val head = s"${Table.left(check.check, 10)} ${Table.left(check.status.name, 8)}"
        val first = check.first.fold("")(id => s", first $id")
        val lines = Paragraph.wrapped(check.detail + first, " " * 22, " " * 22)
        lines.updated(0, s"  $head ${lines(0).drop(22)}")
      }

  private def row(name: String, cells: Vector[String]): String =
    Table.left(name, 20) + cells.map(cell => " " + Table.right(cell, 8)).mkString

  private def outputRow(
      name: String,
      allowed: String,
      ulp: String,
      abs: String,
      compared: String
  ): String =
    s"${Table.left(name, 20)} ${Table.left(allowed, 22)} ${Table.right(ulp, 10)} " +
      s"${Table.right(abs, 12)} ${Table.right(compared, 9)}"

  /** Three digits; exact digits are in the JSON. */
  private def short(number: Double): String =
    if (number == 0.0) "0"
    else {
      val rounded = new BigDecimal(number).round(new MathContext(3, RoundingMode.HALF_EVEN))
      io.handover.values.ShortestDecimal.text(rounded.doubleValue)
    }
}
