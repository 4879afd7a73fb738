package io.handover.verdict

import io.handover.json.{Json, JsonWriter}
import io.handover.parity.MismatchKind

/** Mismatches and errors of a report, path first; the JSON has them all. */
private[verdict] object MismatchText {

  /** How many are shown in full. */
  val Shown: Int = 5

  /** The first mismatches. */
  def mismatches(listed: Vector[Mismatch], omitted: Int): Vector[String] =
    if (listed.isEmpty) Vector.empty
    else heading(
      listed.length + omitted,
      "mismatch",
      "mismatches"
    ) +: listed.take(Shown).flatMap(mismatch)

  /** The first errors. */
  def errors(errors: Vector[ScoringError]): Vector[String] =
    if (errors.isEmpty) Vector.empty
    else heading(errors.length, "error", "errors") +: errors.take(Shown).flatMap(error)

  /** A value as the bundle writes it, cut to one line. */
  def spelled(json: Json): String = {
    val text = JsonWriter.write(json)
    if (text.length <= 60) text else text.take(57) + "..."
  }

  private def mismatch(found: Mismatch): Vector[String] = {
    val truths = found.truths.map { truth =>
      s"truths    source ${spelled(truth.source)}, wire ${spelled(truth.wire)}, onnx ${spelled(truth.onnx)}"
    }
    Paragraph.wrapped(
      s"vector ${found.vector} ${found.path} - ${what(found)} (allowed ${found.allowed})"
    ) ++
      Vector(
        s"    expected  ${spelled(found.expected)}",
        s"    obtained  ${spelled(found.obtained)}"
      ) ++
      truths.fold(Vector.empty[String])(detail) ++
      detail(s"why       ${found.why}") ++
      detail(s"cause     ${found.attribution.cause}") ++
      found.attribution.hint.fold(Vector.empty[String])(hint => detail(s"hint      $hint"))
  }

  private def what(found: Mismatch): String = (found.kind, found.ulp) match {
    case (MismatchKind.Value, Some(ulp)) => s"differs by $ulp ulp"
    case (MismatchKind.Value, None)      => "differs"
    case (MismatchKind.Null, _)          => "null on one side"
    case (MismatchKind.Ties, _)          => "ties in another order"
    case (kind, _)                       => s"another $kind"
  }

  private def error(found: ScoringError): Vector[String] = {
    val who = found.vector.fold("everything")(id => s"vector $id")
    Paragraph.wrapped(s"$who - ${found.code} ${found.exception}: ${found.message}") ++
      found.frames.take(3).map(frame => s"      at $frame") ++
      found.causes.take(3).flatMap(cause =>
        Paragraph.wrapped(s"caused by $cause", "      ", "        ")
      )
  }

  private def heading(total: Int, one: String, many: String): String = {
    val first = if (total > Shown) s", the first $Shown" else ""
    s"$total ${if (total == 1) one else many}$first"
  }

  private def detail(text: String): Vector[String] = Paragraph.wrapped(text, "    ", " " * 14)
}
