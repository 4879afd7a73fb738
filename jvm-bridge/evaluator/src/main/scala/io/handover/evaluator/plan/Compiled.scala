package io.handover.evaluator.plan

import io.handover.evaluator.tensor.Kind

/** What an operator made of a node: the kinds of its outputs, and a kernel for each frame. */
private[evaluator] final case class Compiled(kinds: Vector[Kind], kernel: () => Kernel)

private[evaluator] object Compiled {

  /** One output, and a kernel that keeps nothing between runs. */
  def apply(kind: Kind)(kernel: Kernel): Compiled = Compiled(Vector(kind), () => kernel)

  /** One output, and a kernel with buffers of its own. */
  def buffered(kind: Kind)(kernel: => Kernel): Compiled = Compiled(Vector(kind), () => kernel)
}
