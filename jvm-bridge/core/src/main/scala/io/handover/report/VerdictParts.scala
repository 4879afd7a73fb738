package io.handover.report

import io.handover.vectors.Stage
import io.handover.verdict.{DeterminismCheck, Group, Mismatch, OutputDifference, ScoringError}

/** The parts of a report that the whole verdict and a single group share. */
private[report] final class VerdictParts(width: Int) {

  /** The vectors of each flag by outcome. */
  def groups(groups: Vector[Group]): Vector[String] =
    if (groups.isEmpty) Vector("no vectors were played")
    else
      groupLine("vectors", Vector("passed", "failed", "errored", "skipped")) +: groups.map {
        group =>
          val n = group.counts
          groupLine(group.flag, Vector(n.passed, n.failed, n.errored, n.skipped).map(_.toString))
      }

  /** The worst difference of each feature. */
  def features(features: Vector[OutputDifference]): Vector[String] = columns("feature", features)

  /** The worst difference of each output. */
  def outputs(outputs: Vector[OutputDifference]): Vector[String] = columns("output", outputs)

  private def columns(what: String, outputs: Vector[OutputDifference]): Vector[String] =
    outputLine(what, "allowed", "worst ulp", "worst abs", "compared") +:
      outputs.flatMap { output =>
        val ulp = output.maxUlp.fold("-")(_.toString)
        val abs = output.maxAbs.fold("-")(ShortNumber.text)
        outputLine(output.name, output.tolerance, ulp, abs, output.compared.toString) +:
          Option
            .when(output.withinMargin > 0)(
              s"  ${output.withinMargin} differ within the margin, reported, not failed"
            )
            .toVector
      }

  /** The backend against itself. */
  def determinism(checks: Vector[DeterminismCheck]): Vector[String] = {
    // The names of features checks are longer.
    val wide = (10 +: checks.map(_.check.length)).max
    val hang = " " * (wide + 11)
    "the backend against itself" +: checks.flatMap { check =>
      Paragraph.wrapped(
        s"${check.check.padTo(wide, ' ')} ${check.status.name.padTo(8, ' ')} ${check.detail}",
        width,
        hang = hang
      ) ++ Option
        .when(check.vectors.nonEmpty)(check.named(VerdictParts.shown))
        .toVector
        .flatMap(wrapped(_, hang, hang))
    }
  }

  /** The first mismatches in full, path first. */
  def mismatches(found: Vector[Mismatch], omitted: Int): Vector[String] = {
    val total = found.length + omitted
    s"$total mismatch(es)${firstOf(total)}" +: found.take(VerdictParts.shown).flatMap(mismatch)
  }

  /** The first errors, with the backend's own frames and causes. */
  def errors(found: Vector[ScoringError]): Vector[String] =
    s"${found.length} error(s)${firstOf(found.length)}" +:
      found.take(VerdictParts.shown).flatMap { error =>
        val who = error.vector.getOrElse("everything")
        wrapped(s"$who - ${error.code} ${error.exception}: ${error.message}", "  ", "    ") ++
          error.frames.take(3).map(Paragraph.cut(_, indent = "      at ")) ++
          error.causes.take(3).flatMap(cause => wrapped(s"caused by $cause", "      ", "        "))
      }

  private def mismatch(one: Mismatch): Vector[String] = {
    val kind = one.kind.name
    val counted = Option.when(kind == "value" || kind == "label")(one.ulp).flatten
    val what = counted.fold(kind)(ulp => s"differs by $ulp ulp")
    val truths = one.truths.map { each =>
      each.named.map { case (name, value) => s"$name ${Spelled(value)}" }.sorted.mkString(", ")
    }
    val stage = if (one.stage == Stage.Features) s"${one.stage} " else ""
    wrapped(s"${one.vector} $stage${one.path} - $what (allowed ${one.allowed})", "  ", "    ") ++
      Vector(
        s"    expected  ${Spelled(one.expected)}",
        s"    obtained  ${Spelled(one.obtained)}"
      ) ++
      truths.toVector.flatMap(told => noted("truths", told)) ++
      noted("why", one.why) ++
      one.attribution.hint.toVector.flatMap(noted("hint", _))
  }

  private def noted(word: String, text: String): Vector[String] =
    wrapped(word.padTo(10, ' ') + text, "    ", " " * 14)

  // No formatter: it writes numbers in the digits of the locale.
  private def groupLine(name: String, cells: Vector[String]): String =
    name.padTo(20, ' ') + cells.map(" " + right(_, 8)).mkString

  private def outputLine(
      name: String,
      allowed: String,
      ulp: String,
      abs: String,
      compared: String
  ): String =
    s"${name.padTo(20, ' ')} ${allowed.padTo(22, ' ')} ${right(ulp, 10)} ${right(abs, 12)} " +
      right(compared, 9)

  private def right(text: String, width: Int): String = " " * (width - text.length).max(0) + text

  private def wrapped(text: String, indent: String, hang: String): Vector[String] =
    Paragraph.wrapped(text, width, indent, hang)

  private def firstOf(total: Int): String =
    if (total > VerdictParts.shown) s", the first ${VerdictParts.shown}" else ""
}

private[report] object VerdictParts {

  /** How many mismatches and errors are shown in full; the JSON has them all. */
  val shown: Int = 5
}
