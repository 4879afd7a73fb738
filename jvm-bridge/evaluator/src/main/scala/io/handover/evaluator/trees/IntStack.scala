package io.handover.evaluator.trees

/** Numbers, the last one first; trees are walked with it, since a deep one must not recurse. */
private[trees] final class IntStack {

  private var values = new Array[Int](64)
  private var count = 0

  /** Whether there is one. */
  def nonEmpty: Boolean = count > 0

  /** Adds one. */
  def push(value: Int): Unit = {
    if (count == values.length) values = java.util.Arrays.copyOf(values, 2 * count)
    values(count) = value
    count += 1
  }

  /** Takes the last one; there must be one. */
  def pop(): Int = {
    count -= 1
    values(count)
  }
}
