package io.handover.evaluator.plan

import io.handover.{Fault, Owner}

/** What nobody foresaw, as a fault: no exception of the JVM leaves the evaluator. */
private[evaluator] object Defect {

  /** HE901: a defect of the evaluator itself. */
  def of(thrown: RuntimeException): Fault = Fault(
    code = "HE901",
    message = s"the evaluator failed: $thrown",
    owner = Owner.Handover,
    where = thrown.getStackTrace.headOption.map(_.toString),
    next = Some("Report it with the model, and verify with --backend onnxruntime meanwhile.")
  )

  /** HE104: the heap is too small for the model or the rows. */
  def memory(thrown: OutOfMemoryError): Fault = Fault(
    code = "HE104",
    message = s"the heap is too small: ${thrown.getMessage}",
    owner = Owner.Environment,
    next = Some("Give the JVM a larger heap (-Xmx), or score fewer rows at a time.")
  )
}
