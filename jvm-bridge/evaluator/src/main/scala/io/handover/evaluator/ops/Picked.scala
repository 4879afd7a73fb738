package io.handover.evaluator.ops

import io.handover.evaluator.plan.Kernel
import io.handover.evaluator.tensor.Tensor

/** Work that only picks elements of the first input: a shape, and the source of each element.
  *
  * Both are computed again only when the shape or one of the other inputs changes.
  */
private[ops] abstract class PickedKernel extends Kernel {

  private var shape = Array(-1)
  private var asked = Array.empty[Array[Long]]
  private var dims = Array.emptyIntArray
  private var sources = Array.emptyIntArray

  /** The shape of the answer and the flat index of each of its elements in `a`.
    *
    * @param numbers
    *   the whole numbers of the other inputs; an absent one is empty
    */
  protected def pick(a: Tensor, numbers: Array[Array[Long]]): (Array[Int], Array[Int])

  /** Picks for this run. */
  final def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
    val a = in(0)
    val to = out(0)
    if (!a.hasShape(shape) || !same(in)) {
      val numbers = in.drop(1).map(_.whole)
      val (made, from) = pick(a, numbers)
      shape = a.dims
      asked = numbers
      dims = made
      sources = from
    }
    to.resize(dims)
    var i = 0
    while (i < sources.length) {
      to.copyElement(i, a, sources(i))
      i += 1
    }
  }

  private def same(in: Array[Tensor]): Boolean = {
    var i = 1
    var equal = asked.length == in.length - 1
    while (equal && i < in.length) {
      val before = asked(i - 1)
      val now = in(i)
      equal = before.length == now.size
      var k = 0
      while (equal && k < now.size) {
        equal = before(k) == now.wholeAt(k)
        k += 1
      }
      i += 1
    }
    equal
  }
}
