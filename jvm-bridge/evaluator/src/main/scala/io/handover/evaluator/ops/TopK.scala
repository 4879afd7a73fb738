package io.handover.evaluator.ops

import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Kinds, Refusal, Tensor}

/** The k largest or smallest elements of an axis and where they are; of equals the first (ONNX
  * TopK; k is an input from opset 10 on).
  */
private[ops] object TopK extends Operator("", "TopK", 10, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    val kind = node.kind(0, Kind.numeric)
    node.kind(1, Kinds.of(Kind.I64))
    val axis = node.long("axis", -1L)
    val largest = node.long("largest", 1L) != 0
    // Sorted is one of the orders that "not sorted" allows.
    node.ignore("sorted")
    Compiled.buffered(kind, Kind.I64)(new TopKKernel(axis, largest))
  }
}

private[ops] final class TopKKernel(axis: Long, largest: Boolean) extends Kernel {

  private var chosen = Array.emptyIntArray

  def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
    val a = in(0)
    val values = out(0)
    val indices = out(1)
    val at = Axis.of(axis, a.rank)
    val length = a.dim(at)
    val wanted = if (in(1).size == 1) in(1).longs(0) else -1L
    if (wanted < 0 || wanted > length)
      throw Refusal(
        "HE502",
        "k is not within the axis",
        Some(s"k=0 to $length"),
        Some(s"k=$wanted")
      )
    val k = wanted.toInt
    values.resizeLike(a, at, k)
    indices.resizeLike(a, at, k)
    if (chosen.length < k) chosen = new Array[Int](k)
    val inner = a.span(at + 1, a.rank)
    val groups = if (length == 0) 0 else a.size / length
    var group = 0
    while (group < groups) {
      val outer = group / inner
      val rest = group % inner
      val start = outer * length * inner + rest
      choose(a, start, inner, length, k)
      val target = outer * k * inner + rest
      var i = 0
      while (i < k) {
        values.copyElement(target + i * inner, a, start + chosen(i) * inner)
        indices.longs(target + i * inner) = chosen(i).toLong
        i += 1
      }
      group += 1
    }
  }

  // Insertion into the k best so far: k is small where this operator is used.
  private def choose(a: Tensor, start: Int, step: Int, length: Int, k: Int): Unit = {
    var found = 0
    var j = 0
    while (j < length) {
      var place = found
      while (place > 0 && better(a, start + j * step, start + chosen(place - 1) * step)) place -= 1
      if (place < k) {
        val moved = found.min(k - 1) - place
        if (moved > 0) System.arraycopy(chosen, place, chosen, place + 1, moved)
        chosen(place) = j
        if (found < k) found += 1
      }
      j += 1
    }
  }

  private def better(a: Tensor, i: Int, j: Int): Boolean = {
    val (x, y) = if (largest) (i, j) else (j, i)
    a.kind match {
      case Kind.F32 => a.floats(x) > a.floats(y)
      case Kind.F64 => a.doubles(x) > a.doubles(y)
      case Kind.I32 => a.ints(x) > a.ints(y)
      case _        => a.longs(x) > a.longs(y)
    }
  }
}
