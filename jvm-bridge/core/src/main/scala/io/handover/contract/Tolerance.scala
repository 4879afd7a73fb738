package io.handover.contract

import io.handover.ElementType
import io.handover.values.ShortestDecimal

/** How far an output may lie from the reference: the comparison class, and what ties may do. */
final case class Tolerance(
    measure: Tolerance.Measure,
    boundary: Tolerance.Boundary = Tolerance.Report,
    ties: Tolerance.Ties = Tolerance.AnyOrder
) {

  /** The rule as reports print it, such as `ulp <= 4`. */
  def text: String = measure match {
    case Tolerance.Bits             => "exact"
    case Tolerance.Ulp(most)        => s"ulp <= $most"
    case Tolerance.AbsRel(abs, rel) =>
      val parts = Vector("abs" -> abs, "rel" -> rel).filter(_._2 != 0.0)
      if (parts.isEmpty) "abs 0.0"
      else
        parts.map { case (name, value) => s"$name ${ShortestDecimal.text(value)}" }.mkString(" + ")
  }
}

object Tolerance {

  /** The comparison class. */
  sealed trait Measure

  /** The same raw bits; all NaNs are equal, -0.0 is not 0.0. */
  case object Bits extends Measure

  /** At most so many floats of the declared type away. */
  final case class Ulp(most: Long) extends Measure

  /** |difference| <= abs + rel * |expected|, in double. */
  final case class AbsRel(abs: Double, rel: Double) extends Measure

  /** What becomes of a label that differs where the decision is closer than the score's tolerance.
    */
  sealed trait Boundary

  /** It is counted and shown, not failed. */
  case object Report extends Boundary

  /** It fails. */
  case object Fail extends Boundary

  /** The order of neighbours whose scores are equal. */
  sealed trait Ties

  /** Any order. */
  case object AnyOrder extends Ties

  /** Ascending ids. */
  case object AscendingId extends Ties

  /** What holds where the contract says nothing. */
  def default(element: ElementType): Tolerance = element match {
    case ElementType.F32 => Tolerance(Ulp(16))
    case ElementType.F64 => Tolerance(AbsRel(1e-9, 1e-9))
    case _               => Tolerance(Bits)
  }
}
