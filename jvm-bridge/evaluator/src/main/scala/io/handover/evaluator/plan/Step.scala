package io.handover.evaluator.plan

/** A node after planning: places instead of names, a kernel instead of an operator.
  *
  * @param number
  *   its place among all steps of its plan
  * @param operator
  *   the operator with its domain, unless that is the default one
  */
private[evaluator] final class Step(
    val number: Int,
    val operator: String,
    val exactness: Exactness,
    val in: Array[Int],
    val out: Array[Int],
    val kernel: () => Kernel
)
