package io.handover.evaluator.plan

/** A node after planning: places instead of names, a kernel instead of an operator. */
private[evaluator] final class Step(
    val node: String,
    val operator: String,
    val label: String,
    val exactness: Exactness,
    val in: Array[Int],
    val out: Array[Int],
    val kernel: () => Kernel
)
