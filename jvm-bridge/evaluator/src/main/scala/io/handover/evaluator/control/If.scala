package io.handover.evaluator.control

import io.handover.evaluator.plan.{Compiled, Composition, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Kinds, Refusal, Tensor}

/** One of two bodies (ONNX If). */
private[evaluator] object If extends Operator("", "If", 1, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    node.kind(0, Kinds.of(Kind.Bool))
    val yes = node.body("then_branch", Array.empty)
    val no = node.body("else_branch", Array.empty)
    node.require(
      yes.outputKinds.sameElements(no.outputKinds),
      "the two branches have outputs of different types"
    )
    new Compiled(
      yes.outputKinds,
      () => new IfKernel(new Body(yes, node.inputs), new Body(no, node.inputs))
    ).classed(Composition.ofBodies(Vector(yes, no), repeats = false))
  }
}

private[control] final class IfKernel(yes: Body, no: Body) extends Kernel {

  def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
    if (in(0).size != 1) throw Refusal.shape("the condition is not one truth value", in(0))
    val body = if (in(0).booleans(0)) yes else no
    body.run(in)
    out.indices.foreach(i => out(i).shareWith(body.output(i)))
  }
}
