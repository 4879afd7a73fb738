package io.handover.parity.features

import io.handover.Owner
import io.handover.parity.Cause
import io.handover.vectors.Stage
import io.handover.verdict.{Conclusion, Mismatch}

/** What a verdict concludes where features differ: no model can mend those. */
private[parity] object FeatureConclusion {

  /** The columns that differ, in the order of `columns`; none when no feature does. */
  def of(mismatches: Vector[Mismatch], columns: Vector[String]): Option[Conclusion] = {
    val found = mismatches.filter(_.stage == Stage.Features)
    val (outcomes, values) = found.partition(_.path == "$")
    val named = columns.map(name => name -> values.filter(isAbout(_, name)))
    val counted = (named :+ ("outcome" -> outcomes)).map { case (name, own) =>
      name -> own.map(_.vector).distinct.length
    }
    val told = counted.collect {
      case (name, 1)                => s"$name (1 vector)"
      case (name, many) if many > 1 => s"$name ($many vectors)"
    }
    val more = if (told.length > Most) ", …" else ""
    Option.when(told.nonEmpty) {
      val sentence = "The feature code differs, before any model is asked: " +
        s"${told.take(Most).mkString(", ")}$more. Mend it first."
      Conclusion(Cause.Features.name, sentence, Owner.BackendOwner)
    }
  }

  private val Most = 3

  private def isAbout(one: Mismatch, column: String): Boolean =
    one.path == s"$$.$column" || one.path.startsWith(s"$$.$column[")
}
