package io.handover.parity

import io.handover.Value
import io.handover.contract.{Role, Tolerance}
import io.handover.values.Ulps

/** Compares one output of one row with its reference, by the class the contract declares.
  *
  * The rules are the table `tests/shared/comparison.json`, which Python runs too.
  */
object Comparator {

  /** How `obtained` compares. */
  def compare(reference: Reference, obtained: Value): Comparison = {
    val expected = reference.expected
    val declared = reference.columnType
    (expected, obtained) match {
      case (Value.Null, Value.Null)             => Comparison(None)
      case (Value.Null, _) | (_, Value.Null)    => mismatch(MismatchKind.Null)
      case (_, Value.Nested(_) | Value.Rows(_)) => mismatch(MismatchKind.Type)
      case (Value.Many(_), Value.Many(cells))   =>
        val nulls = cells.indices.filter(cells(_) == Value.Null).toVector
        if (nulls.nonEmpty) Comparison(Some(MismatchKind.Null), nulls)
        else if (cells.exists(!_.elementType.contains(declared.element)))
          mismatch(MismatchKind.Type)
        else arrays(reference, obtained)
      case _ if obtained.elementType.exists(_ != declared.element) => mismatch(MismatchKind.Type)
      case _ if obtained.length != expected.length                 => mismatch(MismatchKind.Length)
      case _                                                       => scalars(reference, obtained)
    }
  }

  private def arrays(reference: Reference, obtained: Value): Comparison =
    (reference.expected, obtained) match {
      case (Value.Many(wanted), Value.Many(cells)) if wanted.length == cells.length =>
        if (reference.role == Role.NeighbourIds)
          new NeighbourOrder(reference, wanted).compare(cells)
        else {
          val at = wanted.indices.filterNot { i =>
            Scalars.pass(reference.tolerance.measure, wanted(i), cells(i))
          }.toVector
          Comparison(Option.when(at.nonEmpty)(MismatchKind.Value), at)
        }
      case _ => mismatch(MismatchKind.Length)
    }

  private def scalars(reference: Reference, obtained: Value): Comparison = {
    val ulp = Ulps.between(reference.expected, obtained)
    val decides = reference.role == Role.Label || reference.role == Role.Cluster
    if (Scalars.pass(reference.tolerance.measure, reference.expected, obtained))
      Comparison(None, ulp = ulp)
    else if (!decides) Comparison(Some(MismatchKind.Value), ulp = ulp)
    else if (withinMargin(reference)) Comparison(None, withinMargin = true)
    else mismatch(MismatchKind.Label)
  }

  private def withinMargin(reference: Reference): Boolean =
    reference.tolerance.boundary == Tolerance.Report &&
      reference.margin.exists(_ <= reference.score.fold(reference.unscored)(allowance))

  /** How far a score may be off, in its own units; of an array the largest. */
  private def allowance(score: Reference.Score): Double = {
    val scores = score.expected match {
      case Value.Many(elements) => elements
      case scalar               => Vector(scalar)
    }
    scores.map(allowance(score.measure, _)).filterNot(_.isNaN).foldLeft(0.0)(_.max(_))
  }

  private def allowance(measure: Tolerance.Measure, score: Value): Double = (measure, score) match {
    case (Tolerance.Bits, _)             => 0.0
    case (Tolerance.AbsRel(abs, rel), _) => abs + rel * Scalars.number(score).fold(0.0)(_.abs)
    case (Tolerance.Ulp(most), Value.F32(value)) => most.toDouble * Math.ulp(value).toDouble
    case (Tolerance.Ulp(most), Value.F64(value)) => most.toDouble * Math.ulp(value)
    case (Tolerance.Ulp(_), _)                   => 0.0
  }

  private def mismatch(kind: MismatchKind): Comparison = Comparison(Some(kind))
}
