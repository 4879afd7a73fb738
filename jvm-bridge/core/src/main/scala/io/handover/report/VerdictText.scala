package io.handover.report

import io.handover.verdict.{Status, Verdict}
import java.util.Locale

/** A verdict as text of 80 columns: the verdict first, the command that reproduces it last. */
object VerdictText {

  /** The whole verdict.
    *
    * @param reproduce
    *   the command that plays a vector alone, for the last line
    */
  def render(verdict: Verdict, reproduce: Reproduce, width: Int = 80): String = {
    val parts = new VerdictParts(width)
    val sections = Vector(
      headline(verdict, width),
      parts.groups(verdict.groups),
      section(verdict.features)(parts.features),
      section(verdict.outputs)(parts.outputs),
      section(verdict.determinism)(parts.determinism),
      section(verdict.mismatches)(parts.mismatches(_, verdict.mismatchesOmitted)),
      section(verdict.errors)(parts.errors),
      remarks(verdict, width),
      if (verdict.status == Status.Passed) Vector.empty else reproduce.lines(verdict, None)
    )
    sections.filter(_.nonEmpty).map(_.mkString("\n")).mkString("\n\n")
  }

  /** What is wrong with the vectors of one flag, or nothing when all of them pass. */
  def renderGroup(
      verdict: Verdict,
      flag: String,
      reproduce: Reproduce,
      width: Int = 80
  ): Option[String] = {
    val parts = new VerdictParts(width)
    verdict.groups.find(_.flag == flag) match {
      case None => Some(s"$flag: no vector was played")
      case Some(group) if group.counts.failed + group.counts.errored == 0 =>
        Option.when(group.counts.passed == 0)(s"$flag: no vector was played")
      case Some(group) =>
        val n = group.counts
        val cause = verdict.cause.toVector.flatMap { cause =>
          Paragraph.wrapped(s"${cause.name}: ${cause.sentence}", width) :+
            s"  owner: ${cause.owner}"
        }
        val errors = verdict.errors.filter(_.vector.exists(_.startsWith(s"$flag-")))
        val lines =
          Vector(s"$flag: ${n.failed} failed, ${n.errored} errored, ${n.passed} passed") ++
            Paragraph.wrapped(s"catches: ${group.catches}", width) ++
            Paragraph.wrapped(s"in production: ${group.effect}", width) ++
            cause ++
            section(verdict.mismatches.filter(_.flag == flag))(parts.mismatches(_, 0)) ++
            section(errors)(parts.errors) ++
            reproduce.lines(verdict, Some(flag))
        Some(lines.mkString("\n"))
    }
  }

  private def section[A](found: Vector[A])(render: Vector[A] => Vector[String]): Vector[String] =
    if (found.isEmpty) Vector.empty else render(found)

  private def headline(verdict: Verdict, width: Int): Vector[String] = {
    val counts = verdict.counts
    val rest = Vector(
      "failed" -> counts.failed,
      "errored" -> counts.errored,
      "skipped" -> counts.skipped
    ).collect { case (word, number) if number > 0 => s"$number $word" }
    val pass = s"${counts.passed} of ${counts.total} vectors pass"
    val about = s"${verdict.bundle.name} ${verdict.bundle.version}"
    val status = verdict.status.name.toUpperCase(Locale.ROOT)
    val info = verdict.backend.info
    val engine = info.runtime.fold("")(runtime => s" on $runtime")
    val address = verdict.backend.address
    val where = verdict.environment
    Paragraph.wrapped(s"$status  $about: ${(pass +: rest).mkString(", ")}", width, indent = "") ++
      Paragraph.wrapped(s"backend  $address (${info.name} ${info.version}$engine)", width) ++
      Paragraph.wrapped(s"where    ${where.runtime}, ${where.os}", width) ++
      verdict.cause.toVector.flatMap { cause =>
        "" +: Paragraph.wrapped(s"${cause.name}: ${cause.sentence}", width, indent = "") :+
          s"owner: ${cause.owner}"
      }
  }

  private def remarks(verdict: Verdict, width: Int): Vector[String] = {
    val accepted = verdict.accepted.map { entry =>
      s"accepted  ${entry.id}: ${entry.what} Reason given: ${entry.reason}"
    }
    val notes = verdict.notes.map(note => s"note      ${note.sentence}")
    val skips = verdict.skips.map(skip => s"skipped   ${skip.what}: ${skip.reason}")
    (accepted ++ notes ++ skips).flatMap(Paragraph.wrapped(_, width, indent = "", hang = " " * 10))
  }
}
