package io.handover.evaluator.ops

import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Kinds, Tensor}

/** Two truth values make one (ONNX And, Or, Xor, opset 7 on). */
private[ops] final class Logic(name: String, truth: (Boolean, Boolean) => Boolean)
    extends Operator("", name, 7, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    node.sharedKind(0, 2, Kinds.of(Kind.Bool))
    Compiled.buffered(Kind.Bool)(new LogicKernel(truth))
  }
}

private[ops] object Logic {

  /** Every operator of this family. */
  val all: Vector[Operator] =
    Vector(new Logic("And", _ && _), new Logic("Or", _ || _), new Logic("Xor", _ != _))
}

private[ops] final class LogicKernel(truth: (Boolean, Boolean) => Boolean) extends Kernel {

  private val broadcast = new Broadcast

  def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
    val a = in(0)
    val b = in(1)
    val to = out(0)
    broadcast.prepare(a, b, to)
    var i = 0
    while (i < to.size) {
      to.booleans(i) = truth(a.booleans(broadcast.left(i)), b.booleans(broadcast.right(i)))
      i += 1
    }
  }
}

/** The opposite of a truth value (ONNX Not). */
private[ops] object Not extends Operator("", "Not", 1, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    node.kind(0, Kinds.of(Kind.Bool))
    Compiled(Kind.Bool)(NotKernel)
  }
}

private[ops] object NotKernel extends Kernel {
  def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
    val a = in(0)
    val to = out(0)
    to.resizeLike(a)
    var i = 0
    while (i < to.size) {
      to.booleans(i) = !a.booleans(i)
      i += 1
    }
  }
}
