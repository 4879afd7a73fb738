package io.handover.evaluator.plan

import io.handover.Fault
import io.handover.evaluator.tensor.Refusal
import scala.util.control.NoStackTrace

/** Carries every fault of a graph out of the planner. */
private[evaluator] final class Refusals(val faults: Vector[Fault])
    extends RuntimeException(faults.map(_.line).mkString("; "))
    with NoStackTrace

private[evaluator] object Refusals {

  /** All of `faults`. */
  def of(faults: Array[Fault]): Refusals = new Refusals(faults.toVector)

  /** What made the evaluator stop, as the faults to tell. */
  def faults(thrown: Throwable): Vector[Fault] = thrown match {
    case refusals: Refusals       => refusals.faults
    case refusal: Refusal         => Vector(refusal.fault)
    case defect: RuntimeException => Vector(Defect.of(defect))
    case small: OutOfMemoryError  => Vector(Defect.memory(small))
    case other                    => throw other
  }
}
