package io.handover.evaluator.ops

import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Kinds, Tensor}

/** Sums, means, extremes and norms over axes, one element after the other.
  *
  * The axes are an attribute, or in later opsets an input; none means all of them.
  */
private[ops] final class Reduce(
    name: String,
    exactness: Exactness,
    kinds: Kinds,
    fold: Fold
) extends Operator("", name, 1, exactness) {

  def compile(node: NodeScope): Compiled = Reduce.compiled(node, node.kind(0, kinds), fold)
}

private[ops] object Reduce {

  /** A reduction of the node's axes by `fold`. */
  def compiled(node: NodeScope, kind: Kind, fold: Groups): Compiled = {
    if (node.has(1)) { node.kind(1, Kinds.of(Kind.I64)); () }
    val keep = node.long("keepdims", 1L) != 0
    val nothing = node.long("noop_with_empty_axes", 0L) != 0
    val axes = node.longs("axes")
    Compiled.buffered(kind)(new ReduceKernel(fold, axes, keep, nothing, node.has(1)))
  }

  /** Every operator of this family. */
  val all: Vector[Operator] = Vector(
    new Reduce("ReduceSum", Exactness.Near, Kind.numeric, Fold.Sum),
    new Reduce("ReduceMean", Exactness.Near, Kind.numeric, Fold.Mean),
    new Reduce("ReduceSumSquare", Exactness.Near, Kind.numeric, Fold.SumSquare),
    new Reduce("ReduceL1", Exactness.Near, Kind.numeric, Fold.L1),
    new Reduce("ReduceL2", Exactness.Near, Kind.numeric, Fold.L2),
    new Reduce("ReduceProd", Exactness.Near, Kind.numeric, Fold.Product),
    new Reduce("ReduceMax", Exactness.Bits, Kind.numeric, Fold.Max),
    new Reduce("ReduceMin", Exactness.Bits, Kind.numeric, Fold.Min)
  )
}

private[ops] final class ReduceKernel(
    fold: Groups,
    attribute: Array[Long],
    keep: Boolean,
    noopOnNone: Boolean,
    hasInput: Boolean
) extends Kernel {

  private var shape = Array(-1)
  private var asked = Array.emptyLongArray
  private var dims = Array.emptyIntArray
  private var starts = Array.emptyIntArray
  private var offsets = Array.emptyIntArray
  private var passes = false

  def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
    val a = in(0)
    val to = out(0)
    val axes = if (hasInput && in(1).size == in(1).longs.length) in(1).longs
    else if (hasInput) in(1).longs.take(in(1).size)
    else attribute
    if (!a.hasShape(shape) || !java.util.Arrays.equals(axes, asked)) prepare(a, axes)
    if (passes) to.shareWith(a)
    else {
      to.resize(dims)
      fold(a, starts, offsets, to)
    }
  }

  private def prepare(a: Tensor, axes: Array[Long]): Unit = {
    passes = axes.isEmpty && noopOnNone
    val gone = if (axes.isEmpty) a.dims.indices.toSet else axes.map(Axis.of(_, a.rank)).toSet
    val strides = Strided.dense(a.dims)
    def part(wanted: Int => Boolean): Array[Int] = {
      val chosen = a.dims.indices.filter(wanted).toArray
      Strided.index(chosen.map(a.dim), chosen.map(strides))
    }
    starts = part(axis => !gone(axis))
    offsets = part(gone)
    dims =
      if (keep) a.dims.zipWithIndex.map { case (length, axis) => if (gone(axis)) 1 else length }
      else a.dims.zipWithIndex.collect { case (length, axis) if !gone(axis) => length }
    shape = a.dims
    asked = axes.clone
  }
}
