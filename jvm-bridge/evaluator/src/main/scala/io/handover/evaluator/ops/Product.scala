package io.handover.evaluator.ops

import io.handover.evaluator.plan.{Exactness, NodeScope}
import io.handover.evaluator.tensor.{Kind, Tensor}

/** A matrix product in ONNX Runtime's order: one fused multiply-add after the other along the inner
  * axis, in blocks of 256 whose sums are added.
  */
private[evaluator] object Product {

  private final val Block = 256

  /** The class of a product with the weights at input `index`.
    *
    * ONNX Runtime packs a constant matrix and then multiplies in this order whatever the batch is
    * (measured for up to 512 rows of float weights); a list, or weights that change, it does not.
    */
  def exactness(node: NodeScope, index: Int): Exactness = {
    val w = node.constant(index)
    val packed = w != null && w.kind == Kind.F32 && w.rank == 2 && w.dim(0) <= 2 * Block
    if (packed) Exactness.BitsOnFma else Exactness.Near
  }

  /** `to = a * b` for a `rows` x `inner` and an `inner` x `width` matrix from these offsets on. */
  def apply(
      a: Tensor,
      fromA: Int,
      b: Tensor,
      fromB: Int,
      to: Tensor,
      fromTo: Int,
      rows: Int,
      inner: Int,
      width: Int
  ): Unit = {
    var row = 0
    while (row < rows) {
      val left = fromA + row * inner
      val target = fromTo + row * width
      var column = 0
      while (column < width) {
        if (to.kind == Kind.F32)
          to.floats(target + column) =
            floats(a.floats, left, b.floats, fromB + column, width, inner)
        else
          to.doubles(target + column) =
            doubles(a.doubles, left, b.doubles, fromB + column, width, inner)
        column += 1
      }
      row += 1
    }
  }

  /** The sum of `count` products; `b` moves by `stride`. */
  def floats(
      a: Array[Float],
      fromA: Int,
      b: Array[Float],
      fromB: Int,
      stride: Int,
      count: Int
  ): Float = {
    var total = 0f
    var start = 0
    while (start < count) {
      val end = Math.min(start + Block, count)
      var sum = 0f
      var k = start
      while (k < end) {
        sum = Math.fma(a(fromA + k), b(fromB + k * stride), sum)
        k += 1
      }
      total = if (start == 0) sum else total + sum
      start = end
    }
    total
  }

  /** The sum of `count` products; `b` moves by `stride`. */
  def doubles(
      a: Array[Double],
      fromA: Int,
      b: Array[Double],
      fromB: Int,
      stride: Int,
      count: Int
  ): Double = {
    var sum = 0d
    var k = 0
    while (k < count) {
      sum = Math.fma(a(fromA + k), b(fromB + k * stride), sum)
      k += 1
    }
    sum
  }

  /** `start + alpha * a * b` along the inner axis, block after block onto what is there. */
  def onto(
      start: Float,
      alpha: Float,
      a: Array[Float],
      fromA: Int,
      stepA: Int,
      b: Array[Float],
      fromB: Int,
      stepB: Int,
      count: Int
  ): Float = {
    var total = start
    var from = 0
    while (from < count) {
      val end = Math.min(from + Block, count)
      var sum = 0f
      var k = from
      while (k < end) {
        sum = Math.fma(a(fromA + k * stepA), b(fromB + k * stepB), sum)
        k += 1
      }
      total = Math.fma(alpha, sum, total)
      from = end
    }
    total
  }
}
