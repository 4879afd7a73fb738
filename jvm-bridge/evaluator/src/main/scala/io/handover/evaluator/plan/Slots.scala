package io.handover.evaluator.plan

import io.handover.evaluator.tensor.Tensor

/** Places of values in a [[Frame]]. */
private[evaluator] object Slots {

  /** The place of an optional input or output that is not there. */
  final val None = -1

  /** What a kernel finds in that place. */
  val Absent: Tensor = Tensor.longs(new Array[Int](1), new Array[Long](0))

  /** The tensors of places among those of all places. */
  def tensors(places: Array[Int], all: Array[Tensor]): Array[Tensor] = {
    val found = new Array[Tensor](places.length)
    var i = 0
    while (i < places.length) {
      found(i) = if (places(i) == None) Absent else all(places(i))
      i += 1
    }
    found
  }
}
