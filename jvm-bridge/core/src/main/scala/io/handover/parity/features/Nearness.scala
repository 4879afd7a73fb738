package io.handover.parity.features

import io.handover.Value
import io.handover.contract.OutputColumn
import io.handover.parity.{Difference, MismatchKind, Played}

/** Fails features that keep to their tolerances and still change the model's answer.
  *
  * A tolerance says what is near enough for a feature alone; at a split of a tree no distance is.
  */
private[features] final class Nearness(columns: Vector[OutputColumn], effect: ModelEffect) {

  /** The vector as it was played, failed where the model then answers otherwise. */
  def judge(played: Played): Nearness.Judged = (played, played.vector.outcome.reference) match {
    case (each: Played.Answered, Some(expected)) if each.judgement.differences.isEmpty =>
      val found = for {
        difference <- columns.view.flatMap { column =>
          other(column, expected.value(column.name), each.answer.value(column.name))
        }.headOption
        changed <- effect.of(each.vector, expected, each.answer)
        if changed != ModelEffect.Same
      } yield {
        val judgement = each.judgement.copy(differences = Vector(difference))
        Nearness.Judged(each.copy(judgement = judgement), Some(Nearness.hint(changed)))
      }
      found.getOrElse(Nearness.Judged(played, None))
    case _ => Nearness.Judged(played, None)
  }

  /** Where a column has other bits, if it has. */
  private def other(column: OutputColumn, expected: Value, obtained: Value): Option[Difference] =
    (expected, obtained) match {
      case (same, again) if same == again          => None
      case (Value.Many(wanted), Value.Many(cells)) =>
        wanted.zip(cells).zipWithIndex.collectFirst {
          case ((a, b), index) if a != b =>
            Difference(column, Some(index), MismatchKind.Value, a, b)
        }
      case (a, b) => Some(Difference(column, None, MismatchKind.Value, a, b))
    }
}

private[features] object Nearness {

  /** A vector as it was played.
    *
    * @param hint
    *   what to say when it failed only because of what the model makes of it
    */
  final case class Judged(played: Played, hint: Option[String])

  private def hint(effect: ModelEffect.Effect): String =
    s"within the tolerance of the feature, but ${effect.text}"
}
