package io.handover.evaluator.ops

import io.handover.evaluator.tensor.Tensor

/** Flat indices of a walk through a tensor with a step of its own on each axis. */
private[evaluator] object Strided {

  /** The flat source index of each element of a tensor of shape `dims`, in order. */
  def index(dims: Array[Int], strides: Array[Int], start: Int = 0): Array[Int] = {
    val result = new Array[Int](Tensor.count(dims))
    val at = new Array[Int](dims.length)
    var source = start
    var i = 0
    while (i < result.length) {
      result(i) = source
      i += 1
      var axis = dims.length - 1
      var carry = i < result.length
      while (carry) {
        at(axis) += 1
        source += strides(axis)
        carry = at(axis) == dims(axis)
        if (carry) {
          source -= strides(axis) * dims(axis)
          at(axis) = 0
          axis -= 1
        }
      }
    }
    result
  }

  /** How far apart neighbours on each axis lie in a dense tensor. */
  def dense(dims: Array[Int]): Array[Int] = {
    val strides = new Array[Int](dims.length)
    var stride = 1
    dims.indices.reverse.foreach { axis =>
      strides(axis) = stride
      stride *= dims(axis)
    }
    strides
  }
}
