package io.handover.evaluator.ops

import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Kinds, Refusal, Tensor}

/** Where a tensor is not zero: one column of indices each (ONNX NonZero, opset 9 on). */
private[ops] object NonZero extends Operator("", "NonZero", 9, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    node.kind(0, Kind.numeric + Kind.Bool)
    Compiled(Kind.I64)(new Kernel {
      def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
        val a = in(0)
        val found = (0 until a.size).filter(holds(a, _)).toArray
        val strides = Strided.dense(a.dims)
        // A scalar counts as a list of one.
        val rank = a.rank.max(1)
        out(0).resize2(rank, found.length)
        found.indices.foreach { i =>
          var rest = found(i)
          strides.indices.foreach { axis =>
            out(0).longs(axis * found.length + i) = (rest / strides(axis)).toLong
            rest %= strides(axis)
          }
          if (a.rank == 0) out(0).longs(i) = 0L
        }
      }
    })
  }

  private def holds(a: Tensor, i: Int): Boolean = a.kind match {
    case Kind.F32  => a.floats(i) != 0f
    case Kind.F64  => a.doubles(i) != 0d
    case Kind.I32  => a.ints(i) != 0
    case Kind.I64  => a.longs(i) != 0L
    case Kind.Bool => a.booleans(i)
    case Kind.Text => a.texts(i).nonEmpty
  }
}

/** The slices of an axis where a condition holds (ONNX Compress, opset 9 on). */
private[ops] object Compress extends Operator("", "Compress", 9, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    node.kind(1, Kinds.of(Kind.Bool))
    val axis = node.long("axis")
    Compiled(node.kind(0))(new Kernel {
      def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
        val a = in(0)
        val condition = in(1)
        val to = out(0)
        val at = axis.map(Axis.of(_, a.rank))
        val length = at.fold(a.size)(a.dim)
        if (condition.rank != 1 || condition.size > length)
          throw Refusal.shape("the condition does not fit", a, condition)
        val kept = (0 until condition.size).filter(condition.booleans(_)).toArray
        at match {
          case None    => to.resize1(kept.length)
          case Some(i) => to.resizeLike(a, i, kept.length)
        }
        val inner = at.fold(1)(i => a.span(i + 1, a.rank))
        val outer = at.fold(1)(i => a.span(0, i))
        (0 until outer).foreach { row =>
          kept.indices.foreach { j =>
            val source = (row * length + kept(j)) * inner
            to.copyBlock((row * kept.length + j) * inner, a, source, inner)
          }
        }
      }
    })
  }
}
