package io.handover.parity

import io.handover.Value
import io.handover.contract.Tolerance

/** Whether two answers are the same for a person: within the output's tolerance, or for floats
  * within the converter's.
  */
private[parity] object Likeness {

  def of(tolerance: Tolerance, converter: Tolerance.AbsRel)(left: Value, right: Value): Boolean =
    (left, right) match {
      case (Value.Many(a), Value.Many(b)) =>
        a.length == b.length &&
        a.zip(b).forall { case (x, y) => of(tolerance, converter)(x, y) }
      case _ =>
        val floating = left.elementType.exists(_.isFloating)
        left.elementType == right.elementType &&
        (Scalars.pass(tolerance.measure, left, right) ||
          (floating && Scalars.pass(converter, left, right)))
    }
}
