package io.handover.evaluator.ops

import io.handover.evaluator.tensor.{Refusal, Tensor}

/** Which elements of two tensors meet, by ONNX's multidirectional broadcasting.
  *
  * Kept by one kernel: while shapes stay as they were, nothing is computed anew.
  */
private[evaluator] final class Broadcast {

  private var leftDims = Array(-1)
  private var rightDims = Array(-1)
  private var dims = Array.emptyIntArray

  /** The flat index in the left tensor, by the index in the answer. */
  var left: Array[Int] = Array.emptyIntArray

  /** The flat index in the right tensor, by the index in the answer. */
  var right: Array[Int] = Array.emptyIntArray

  /** Gives `out` its shape and room. */
  def prepare(a: Tensor, b: Tensor, out: Tensor): Unit = {
    if (!a.hasShape(leftDims) || !b.hasShape(rightDims)) {
      leftDims = a.dims
      rightDims = b.dims
      dims = Broadcast.dims(leftDims, rightDims)
      left = Broadcast.index(leftDims, dims)
      right = Broadcast.index(rightDims, dims)
    }
    out.resize(dims)
  }
}

private[evaluator] object Broadcast {

  /** The shape that two shapes broadcast to. */
  def dims(a: Array[Int], b: Array[Int]): Array[Int] = {
    val rank = a.length.max(b.length)
    Array.tabulate(rank) { axis =>
      val x = if (axis < rank - a.length) 1 else a(axis - rank + a.length)
      val y = if (axis < rank - b.length) 1 else b(axis - rank + b.length)
      if (x == y || y == 1) x
      else if (x == 1) y
      else
        throw Refusal(
          "HE403",
          "shapes do not broadcast",
          found = Some(s"${Tensor.show(a)}, ${Tensor.show(b)}")
        )
    }
  }

  /** For each element of a tensor of shape `wide`, the flat index of its source in `narrow`. */
  def index(narrow: Array[Int], wide: Array[Int]): Array[Int] = {
    val strides = new Array[Int](wide.length)
    var stride = 1
    narrow.indices.reverse.foreach { axis =>
      val at = axis + wide.length - narrow.length
      strides(at) = if (narrow(axis) == 1) 0 else stride
      stride *= narrow(axis)
    }
    Strided.index(wide, strides)
  }
}
