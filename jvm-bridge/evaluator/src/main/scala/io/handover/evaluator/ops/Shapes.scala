package io.handover.evaluator.ops

import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Kinds, Refusal, Tensor}

/** The same elements under another shape, without copying one. */
private[ops] abstract class Reshaped(name: String, since: Int)
    extends Operator("", name, since, Exactness.Bits) {

  /** The new shape.
    *
    * @param axes
    *   from the attribute or the second input; none when neither is there
    */
  protected def dims(a: Tensor, axes: Array[Long]): Array[Int]

  def compile(node: NodeScope): Compiled = {
    val stated = node.longs("axes")
    if (node.has(1)) { val _ = node.kind(1, Kinds.of(Kind.I64)) }
    val byInput = node.has(1)
    Compiled(node.kind(0))(new Kernel {
      def run(in: Array[Tensor], out: Array[Tensor]): Unit =
        out(0).shareWith(in(0), dims(in(0), if (byInput) in(1).whole else stated))
    })
  }
}

/** Without axes of length 1 (ONNX Squeeze). */
private[ops] object Squeeze extends Reshaped("Squeeze", 1) {

  protected def dims(a: Tensor, axes: Array[Long]): Array[Int] = {
    val gone =
      if (axes.isEmpty) a.dims.indices.filter(a.dim(_) == 1).toSet
      else axes.map(Axis.of(_, a.rank)).toSet
    if (gone.exists(a.dim(_) != 1)) throw Refusal.shape("an axis to drop is not of length 1", a)
    a.dims.indices.filterNot(gone).map(a.dim).toArray
  }
}

/** With more axes of length 1 (ONNX Unsqueeze). */
private[ops] object Unsqueeze extends Reshaped("Unsqueeze", 1) {

  protected def dims(a: Tensor, axes: Array[Long]): Array[Int] = {
    val rank = a.rank + axes.length
    val added = axes.map(Axis.of(_, rank)).toSet
    if (added.size != axes.length) throw Refusal.shape("an axis is added twice", a)
    val old = a.dims.iterator
    Array.tabulate(rank)(axis => if (added(axis)) 1 else old.next())
  }
}

/** Two axes: those before `axis` as one, the others as one (ONNX Flatten). */
private[ops] object Flatten extends Operator("", "Flatten", 1, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    val axis = node.long("axis", 1L)
    Compiled(node.kind(0))(new Kernel {
      def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
        val a = in(0)
        val at = if (axis == a.rank) a.rank else Axis.of(axis, a.rank)
        out(0).shareWith(a, Array(a.span(0, at), a.span(at, a.rank)))
      }
    })
  }
}

/** The shape of a tensor, or a part of it (ONNX Shape). */
private[ops] object Shape extends Operator("", "Shape", 1, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    node.kind(0)
    val start = node.long("start", 0L)
    val end = node.long("end")
    Compiled(Kind.I64)(new Kernel {
      def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
        val rank = in(0).rank.toLong
        def bound(axis: Long): Int = (if (axis < 0) axis + rank else axis).max(0).min(rank).toInt
        val from = bound(start)
        val length = (end.fold(rank.toInt)(bound) - from).max(0)
        out(0).resize1(length)
        var i = 0
        while (i < length) {
          out(0).longs(i) = in(0).dim(from + i).toLong
          i += 1
        }
      }
    })
  }
}

/** How many elements a tensor has (ONNX Size). */
private[ops] object Size extends Operator("", "Size", 1, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    node.kind(0)
    Compiled(Kind.I64)(new Kernel {
      def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
        out(0).resize(Array.emptyIntArray)
        out(0).longs(0) = in(0).size.toLong
      }
    })
  }
}
