package io.handover.evaluator.plan

import io.handover.evaluator.tensor.Kind

/** What an operator made of a node: the kinds of its outputs, and a kernel for each frame.
  *
  * @param exactness
  *   how near the answers of this node are, where its attributes or constants decide; else null
  */
private[evaluator] final class Compiled(
    val kinds: Array[Kind],
    val kernel: () => Kernel,
    val exactness: Exactness = null
) {

  /** The same work with a comparison class of its own. */
  def classed(exactness: Exactness): Compiled = new Compiled(kinds, kernel, exactness)
}

private[evaluator] object Compiled {

  /** One output, and a kernel that keeps nothing between runs. */
  def apply(kind: Kind)(kernel: Kernel): Compiled = new Compiled(one(kind), () => kernel)

  /** One output, and a kernel with buffers of its own. */
  def buffered(kind: Kind)(kernel: => Kernel): Compiled = new Compiled(one(kind), () => kernel)

  /** Two outputs, and a kernel with buffers of its own. */
  def buffered(first: Kind, second: Kind)(kernel: => Kernel): Compiled =
    new Compiled(two(first, second), () => kernel)

  private def two(first: Kind, second: Kind): Array[Kind] = {
    val kinds = new Array[Kind](2)
    kinds(0) = first
    kinds(1) = second
    kinds
  }

  private def one(kind: Kind): Array[Kind] = {
    val kinds = new Array[Kind](1)
    kinds(0) = kind
    kinds
  }
}
