package io.handover.verdict

/** A verdict as plain text of 80 columns: the verdict first, the command to reproduce it last. */
object VerdictText {

  /** The report.
    *
    * @param reproduce
    *   the command that plays the given vectors alone, from their ids: the caller knows how it was
    *   called
    */
  def render(verdict: Verdict)(reproduce: Option[String] => String): String = {
    val sections = Vector(
      headline(verdict),
      TablesText.groups(verdict.groups),
      TablesText.outputs(verdict.outputs),
      TablesText.determinism(verdict.determinism),
      MismatchText.mismatches(verdict.mismatches, verdict.mismatchesOmitted),
      MismatchText.errors(verdict.errors),
      remarks(verdict),
      if (verdict.status == Status.Passed) Vector.empty
      else Vector(s"Reproduce with: ${reproduce(firstFailing(verdict))}")
    )
    sections.filter(_.nonEmpty).map(_.mkString("\n")).mkString("\n\n")
  }

  /** The first vector that is not as it should be, if there is one that fails when played alone. */
  def firstFailing(verdict: Verdict): Option[String] =
    verdict.mismatches.map(_.vector).headOption.orElse(verdict.errors.flatMap(_.vector).headOption)

  private def headline(verdict: Verdict): Vector[String] = {
    val counts = verdict.counts
    val others =
      Vector("failed" -> counts.failed, "errored" -> counts.errored, "skipped" -> counts.skipped)
        .filter(_._2 > 0)
        .map { case (word, number) => s", $number $word" }
        .mkString
    val name = s"${verdict.bundle.name} ${verdict.bundle.version}"
    val status = verdict.status.name.toUpperCase(java.util.Locale.ROOT)
    val info = verdict.backend.info
    val engine = info.runtime.fold("")(runtime => s" on $runtime")
    Paragraph.wrapped(
      s"$status  $name: ${counts.passed} of ${counts.total} vectors pass$others",
      ""
    ) ++
      Paragraph.wrapped(
        s"backend  ${verdict.backend.address} (${info.name} ${info.version}$engine)"
      ) ++
      Paragraph.wrapped(s"where    ${verdict.environment.runtime}, ${verdict.environment.os}") ++
      verdict.cause.fold(Vector.empty[String]) { cause =>
        ("" +: Paragraph.wrapped(s"${cause.name}: ${cause.sentence}", "")) :+
          s"whose move: ${cause.move}"
      }
  }

  private def remarks(verdict: Verdict): Vector[String] = {
    def remark(text: String): Vector[String] = Paragraph.wrapped(text, "", " " * 10)
    verdict.accepted.flatMap { entry =>
      remark(s"accepted  ${entry.id}: ${entry.what} Reason given: ${entry.reason}")
    } ++
      verdict.notes.flatMap(note => remark(s"note      ${note.sentence}")) ++
      verdict.skips.flatMap(skip => remark(s"skipped   ${skip.what}: ${skip.reason}"))
  }
}
