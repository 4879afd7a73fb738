package io.handover.evaluator

import io.handover.Fault
import io.handover.evaluator.plan.Refusals

/** Makes a value of what a load throws. */
private[evaluator] object Opening {

  /** What `load` gives, or everything that kept it from it; no exception gets out. */
  def of[A](load: => A): Either[Vector[Fault], A] =
    try Right(load)
    catch {
      case thrown: RuntimeException => Left(Refusals.faults(thrown))
      case small: OutOfMemoryError  => Left(Refusals.faults(small))
    }
}
