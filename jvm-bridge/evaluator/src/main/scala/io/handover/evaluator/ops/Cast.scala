package io.handover.evaluator.ops

import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Refusal, Tensor}

/** Another element type for the same elements (ONNX Cast, opset 9 on).
  *
  * A float goes to an integer as x86 truncates it: what does not fit becomes the smallest integer.
  */
private[ops] object Cast extends Operator("", "Cast", 9, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    val code = node.long("to").getOrElse(throw Refusal("HE401", "attribute to is missing"))
    node.ignore("saturate")
    node.ignore("round_mode")
    val to = Option(Kind.of(code)).getOrElse {
      val found = Some(s"to=${Kind.describe(code)}")
      throw Refusal("HE204", "a cast to a type that is not run", found = found)
    }
    if (node.kind(0) == to) Compiled(to)(SharedKernel) else Compiled(to)(CastKernel)
  }
}

/** The first input in the element type of the second (ONNX CastLike, opset 15 on). */
private[ops] object CastLike extends Operator("", "CastLike", 15, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    node.ignore("saturate")
    node.ignore("round_mode")
    val to = node.kind(1)
    if (node.kind(0) == to) Compiled(to)(SharedKernel) else Compiled(to)(CastKernel)
  }
}

private[ops] object CastKernel extends Kernel {

  def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
    val a = in(0)
    val to = out(0)
    to.resizeLike(a)
    to.kind match {
      case Kind.F32  => floats(a, to)
      case Kind.F64  => doubles(a, to)
      case Kind.I32  => ints(a, to)
      case Kind.I64  => longs(a, to)
      case Kind.Bool => truths(a, to)
      case Kind.Text => texts(a, to)
    }
  }

  private def floats(a: Tensor, to: Tensor): Unit = {
    var i = 0
    while (i < to.size) {
      to.floats(i) = a.kind match {
        case Kind.F64  => a.doubles(i).toFloat
        case Kind.I32  => a.ints(i).toFloat
        case Kind.I64  => a.longs(i).toFloat
        case Kind.Bool => if (a.booleans(i)) 1f else 0f
        case Kind.Text => NumberText.float(a.texts(i))
        case Kind.F32  => a.floats(i)
      }
      i += 1
    }
  }

  private def doubles(a: Tensor, to: Tensor): Unit = {
    var i = 0
    while (i < to.size) {
      to.doubles(i) = a.kind match {
        case Kind.F32  => a.floats(i).toDouble
        case Kind.I32  => a.ints(i).toDouble
        case Kind.I64  => a.longs(i).toDouble
        case Kind.Bool => if (a.booleans(i)) 1d else 0d
        case Kind.Text => NumberText.double(a.texts(i))
        case Kind.F64  => a.doubles(i)
      }
      i += 1
    }
  }

  private def ints(a: Tensor, to: Tensor): Unit = {
    var i = 0
    while (i < to.size) {
      to.ints(i) = a.kind match {
        case Kind.F32  => Truncation.int(a.floats(i).toDouble)
        case Kind.F64  => Truncation.int(a.doubles(i))
        case Kind.I64  => a.longs(i).toInt
        case Kind.Bool => if (a.booleans(i)) 1 else 0
        case Kind.Text => NumberText.long(a.texts(i)).toInt
        case Kind.I32  => a.ints(i)
      }
      i += 1
    }
  }

  private def longs(a: Tensor, to: Tensor): Unit = {
    var i = 0
    while (i < to.size) {
      to.longs(i) = a.kind match {
        case Kind.F32  => Truncation.long(a.floats(i).toDouble)
        case Kind.F64  => Truncation.long(a.doubles(i))
        case Kind.I32  => a.ints(i).toLong
        case Kind.Bool => if (a.booleans(i)) 1L else 0L
        case Kind.Text => NumberText.long(a.texts(i))
        case Kind.I64  => a.longs(i)
      }
      i += 1
    }
  }

  // NaN is true: it is not zero.
  private def truths(a: Tensor, to: Tensor): Unit = {
    var i = 0
    while (i < to.size) {
      to.booleans(i) = a.kind match {
        case Kind.F32  => a.floats(i) != 0f
        case Kind.F64  => a.doubles(i) != 0d
        case Kind.I32  => a.ints(i) != 0
        case Kind.I64  => a.longs(i) != 0
        case Kind.Bool => a.booleans(i)
        case Kind.Text => NumberText.long(a.texts(i)) != 0
      }
      i += 1
    }
  }

  private def texts(a: Tensor, to: Tensor): Unit = {
    var i = 0
    while (i < to.size) {
      to.texts(i) = a.kind match {
        case Kind.F32  => NumberText.of(a.floats(i))
        case Kind.F64  => NumberText.of(a.doubles(i))
        case Kind.I32  => a.ints(i).toString
        case Kind.I64  => a.longs(i).toString
        case Kind.Bool => if (a.booleans(i)) "1" else "0"
        case Kind.Text => a.texts(i)
      }
      i += 1
    }
  }
}
