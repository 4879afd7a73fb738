package io.handover.evaluator.model

/** Floats collected one by one; grows with what was really read, not with what a file claims. */
private[model] final class FloatList {
  private var values = Array.emptyFloatArray
  private var used = 0

  def add(value: Float): Unit = {
    if (used == values.length) values = java.util.Arrays.copyOf(values, (used * 2).max(8))
    values(used) = value
    used += 1
  }

  def result: Array[Float] =
    if (used == values.length) values else java.util.Arrays.copyOf(values, used)
}
