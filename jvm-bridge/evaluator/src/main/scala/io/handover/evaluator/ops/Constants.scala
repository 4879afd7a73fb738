package io.handover.evaluator.ops

import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Kinds, Refusal, Tensor}

/** A tensor that the node itself holds (ONNX Constant). */
private[ops] object Constant extends Operator("", "Constant", 1, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    val none = Array.emptyIntArray
    val stated = Vector(
      node.tensor("value"),
      node.float("value_float").map(value => Tensor.floats(none, Array(value))),
      node.long("value_int").map(value => Tensor.longs(none, Array(value))),
      node.text("value_string").map(value => Tensor.texts(none, Array(value))),
      Some(node.floats("value_floats")).filter(_.nonEmpty).map(a =>
        Tensor.floats(Array(a.length), a)
      ),
      Some(node.longs("value_ints")).filter(_.nonEmpty).map(a => Tensor.longs(Array(a.length), a)),
      Some(node.texts("value_strings")).filter(_.nonEmpty).map(a =>
        Tensor.texts(Array(a.length), a)
      )
    ).flatten
    node.require(stated.length == 1, "a constant has not one value")
    Compiled(stated.head.kind)(new Kernel {
      def run(in: Array[Tensor], out: Array[Tensor]): Unit = out(0).shareWith(stated.head)
    })
  }
}

/** One value all over a shape (ONNX ConstantOfShape, opset 9 on). */
private[ops] object ConstantOfShape extends Operator("", "ConstantOfShape", 9, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    node.kind(0, Kinds.of(Kind.I64))
    val value = node.tensor("value").getOrElse(Tensor.floats(Array(1), Array(0f)))
    node.require(value.size == 1, "the value is not one element")
    Compiled(value.kind)(new Kernel {
      def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
        out(0).resize(Repeated.lengths(in(0).whole))
        var i = 0
        while (i < out(0).size) {
          out(0).copyElement(i, value, 0)
          i += 1
        }
      }
    })
  }
}

/** Numbers from a start up to a limit in equal steps (ONNX Range, opset 11 on). */
private[ops] object Range extends Operator("", "Range", 11, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    val kind = node.sharedKind(0, 3, Kind.numeric)
    Compiled(kind)(new Kernel {
      def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
        if (in.exists(_.size != 1))
          throw Refusal.shape("start, limit, delta are numbers", in)
        val to = out(0)
        kind match {
          case Kind.F32 =>
            val start = in(0).floats(0)
            val step = in(2).floats(0)
            to.resize1(count(start.toDouble, in(1).floats(0).toDouble, step.toDouble))
            (0 until to.size).foreach(i => to.floats(i) = start + i * step)
          case Kind.F64 =>
            val start = in(0).doubles(0)
            val step = in(2).doubles(0)
            to.resize1(count(start, in(1).doubles(0), step))
            (0 until to.size).foreach(i => to.doubles(i) = start + i * step)
          case Kind.I32 =>
            val start = in(0).ints(0)
            val step = in(2).ints(0)
            to.resize1(count(start.toDouble, in(1).ints(0).toDouble, step.toDouble))
            (0 until to.size).foreach(i => to.ints(i) = start + i * step)
          case _ =>
            val start = in(0).longs(0)
            val step = in(2).longs(0)
            to.resize1(count(start.toDouble, in(1).longs(0).toDouble, step.toDouble))
            (0 until to.size).foreach(i => to.longs(i) = start + i * step)
        }
      }
    })
  }

  private def count(start: Double, limit: Double, step: Double): Int = {
    if (step == 0) throw Refusal("HE502", "a range has steps of 0")
    val found = Math.ceil((limit - start) / step)
    if (!(found <= Tensor.MaxElements)) throw Refusal("HE104", "a range is too long")
    found.max(0d).toInt
  }
}
