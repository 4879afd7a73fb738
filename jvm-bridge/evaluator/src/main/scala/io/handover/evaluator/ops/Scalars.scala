package io.handover.evaluator.ops

// Functions of primitive values: Scala's own function types would box floats.

private[evaluator] trait FloatBinary { def apply(a: Float, b: Float): Float }
private[evaluator] trait DoubleBinary { def apply(a: Double, b: Double): Double }
private[evaluator] trait IntBinary { def apply(a: Int, b: Int): Int }
private[evaluator] trait LongBinary { def apply(a: Long, b: Long): Long }
private[evaluator] trait FloatUnary { def apply(a: Float): Float }
private[evaluator] trait DoubleUnary { def apply(a: Double): Double }
private[evaluator] trait IntUnary { def apply(a: Int): Int }
private[evaluator] trait LongUnary { def apply(a: Long): Long }
