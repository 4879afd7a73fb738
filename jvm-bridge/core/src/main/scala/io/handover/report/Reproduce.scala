package io.handover.report

import io.handover.verdict.Verdict

/** The command that shows the first failure again: its vector alone, or all vectors where the
  * backend only disagrees with itself, which one vector on its own cannot show.
  *
  * @param command
  *   the words before the backend, such as `java -jar handover.jar verify basket.handover`
  * @param classpath
  *   where the backend's classes are
  */
final case class Reproduce(command: Vector[String], classpath: Vector[String] = Vector.empty) {

  /** The last lines of a report; of a group's report when `flag` is given. */
  private[report] def lines(verdict: Verdict, flag: Option[String]): Vector[String] =
    Vector("Reproduce with:", s"  ${words(verdict, flag).map(Reproduce.quoted).mkString(" ")}")

  private def words(verdict: Verdict, flag: Option[String]): Vector[String] = {
    val mismatched = verdict.mismatches.filter(one => flag.forall(_ == one.flag)).map(_.vector)
    val errored =
      verdict.errors.flatMap(_.vector).filter(id => flag.forall(f => id.startsWith(s"$f-")))
    val first = (mismatched ++ errored).headOption
    command ++ Vector("--backend", verdict.backend.address) ++
      classpath.flatMap(Vector("--classpath", _)) ++ first.toVector.flatMap(Vector("--only", _))
  }
}

object Reproduce {
  private val plain = "[A-Za-z0-9@%+=:,./_-]+".r

  /** The word as a POSIX shell reads it back. */
  private def quoted(word: String): String =
    if (plain.matches(word)) word else "'" + word.replace("'", "'\"'\"'") + "'"
}
