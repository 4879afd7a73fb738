package io.handover.evaluator.plan

import io.handover.Fault
import scala.util.control.NoStackTrace

/** Carries every fault of a graph out of the planner. */
private[evaluator] final class Refusals(val faults: Vector[Fault])
    extends RuntimeException(faults.map(_.line).mkString("; "))
    with NoStackTrace
