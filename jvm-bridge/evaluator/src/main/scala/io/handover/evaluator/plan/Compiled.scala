package io.handover.evaluator.plan

import io.handover.evaluator.tensor.Kind
import scala.collection.immutable.Vector

/** What an operator made of a node: the kinds of its outputs, and a kernel for each frame.
  *
  * @param exactness
  *   how near the answers of this node are, where its attributes or constants decide
  */
private[evaluator] final case class Compiled(
    kinds: Vector[Kind],
    kernel: () => Kernel,
    exactness: Option[Exactness] = None
) {

  /** The same work with a comparison class of its own. */
  def classed(exactness: Exactness): Compiled = new Compiled(kinds, kernel, Some(exactness))
}

private[evaluator] object Compiled {

  /** One output, and a kernel that keeps nothing between runs. */
  def apply(kind: Kind)(kernel: Kernel): Compiled = new Compiled(one(kind), () => kernel)

  /** One output, and a kernel with buffers of its own. */
  def buffered(kind: Kind)(kernel: => Kernel): Compiled = new Compiled(one(kind), () => kernel)

  /** Two outputs, and a kernel with buffers of its own. */
  def buffered(first: Kind, second: Kind)(kernel: => Kernel): Compiled =
    new Compiled(one(first).appended(second), () => kernel)

  private def one(kind: Kind): Vector[Kind] = Vector.empty.appended(kind)
}
