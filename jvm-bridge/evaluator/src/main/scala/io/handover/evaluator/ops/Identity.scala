package io.handover.evaluator.ops

import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.Tensor

/** The same tensor under another name (ONNX Identity). */
private[ops] object Identity extends Operator("", "Identity", 1, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = Compiled(node.kind(0))(SharedKernel)
}

/** Gives the first input on as it is. */
private[ops] object SharedKernel extends Kernel {
  def run(in: Array[Tensor], out: Array[Tensor]): Unit = out(0).shareWith(in(0))
}
