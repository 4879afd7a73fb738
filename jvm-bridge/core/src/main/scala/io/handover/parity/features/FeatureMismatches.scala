package io.handover.parity.features

import io.handover.Row
import io.handover.contract.OutputColumn
import io.handover.parity.{Attribution, Cause, Difference, MismatchKind, Played}
import io.handover.verdict.Mismatch

/** Turns what differs in features into mismatches that say what it looks like and what it does. */
private[features] final class FeatureMismatches(
    columns: Vector[OutputColumn],
    effect: ModelEffect
) {
  private var asked = 0

  /** The mismatches of one vector. */
  def of(judged: Nearness.Judged): Vector[Mismatch] =
    (judged.played, judged.played.vector.outcome.reference) match {
      case (other: Played.OtherOutcome, _)         => Vector(other.mismatch(Cause.Features))
      case (each: Played.Answered, Some(expected)) =>
        lazy val changed = effectOf(each, expected)
        each.judgement.differences.map { found =>
          val hint = judged.hint.orElse(joined(look(found, expected), changed))
          found.mismatch(each.vector, None, Attribution(Cause.Features, hint))
        }
      case _ => Vector.empty
    }

  private def look(found: Difference, expected: Row): Option[String] = found.kind match {
    case MismatchKind.Type =>
      FeatureHints.otherType(found.output.columnType.element, found.obtained)
    case _ =>
      val others = columns
        .filter(column => column != found.output && column.columnType == found.output.columnType)
        .map(column => column.name -> expected.value(column.name))
      // An element of an array is no value of another column.
      FeatureHints.of(
        found.expected,
        found.obtained,
        if (found.place.isEmpty) others else Vector.empty
      )
  }

  private def effectOf(each: Played.Answered, expected: Row): Option[String] = {
    asked += 1
    if (asked > FeatureMismatches.MostAsked) None
    else effect.of(each.vector, expected, each.answer).map(_.text)
  }

  private def joined(look: Option[String], effect: Option[String]): Option[String] =
    Some((look ++ effect).mkString("; ")).filter(_.nonEmpty)
}

private[features] object FeatureMismatches {

  /** Vectors with other features whose effect on the model is looked at. */
  val MostAsked: Int = 200
}
