package io.handover.verdict

/** What is wrong with the vectors of one flag, as a failing test shows it. */
object GroupText {

  /** The text, or none when every vector of the flag passes. */
  def failure(verdict: Verdict, flag: String): Option[String] =
    verdict.groups.find(_.flag == flag) match {
      case None                                => Some(s"$flag: no vector was played")
      case Some(group) if passes(group.counts) => None
      case Some(group) if group.counts.passed == 0 && untouched(group.counts) =>
        Some(s"$flag: no vector was played")
      case Some(group) => Some(told(verdict, group).mkString("\n"))
    }

  private def passes(counts: Counts): Boolean =
    counts.passed > 0 && counts.failed == 0 && counts.errored == 0

  private def untouched(counts: Counts): Boolean = counts.failed == 0 && counts.errored == 0

  private def told(verdict: Verdict, group: Group): Vector[String] = {
    val counts = group.counts
    val listed = verdict.mismatches.filter(_.flag == group.flag)
    val errors = verdict.errors.filter(_.vector.exists(_.startsWith(s"${group.flag}-")))
    val head = s"${group.flag}: ${counts.failed} failed, ${counts.errored} errored, " +
      s"${counts.passed} passed"
    Vector(head) ++
      Paragraph.wrapped(s"catches: ${group.catches}") ++
      Paragraph.wrapped(s"in production: ${group.effect}") ++
      verdict.cause.fold(Vector.empty[String]) { cause =>
        Paragraph.wrapped(s"${cause.name}: ${cause.sentence}") :+ s"  whose move: ${cause.move}"
      } ++
      MismatchText.mismatches(listed, 0) ++
      MismatchText.errors(errors)
  }
}
