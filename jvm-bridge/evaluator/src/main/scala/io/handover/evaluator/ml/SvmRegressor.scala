package io.handover.evaluator.ml

import io.handover.evaluator.ops.Product
import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Refusal, Tensor}

/** A weighted sum over support vectors (ai.onnx.ml SVMRegressor). */
private[ml] object SvmRegressor
    extends Operator(Operator.Ml, "SVMRegressor", 1, Exactness.Near) {

  def compile(node: NodeScope): Compiled = {
    node.kind(0, Kind.numeric)
    val coefficients = node.floats("coefficients")
    val rho = node.floats("rho")
    val count = node.long("n_supports", 0L)
    val vectors = node.floats("support_vectors")
    val oneClass = node.long("one_class", 0L) != 0
    node.require(coefficients.nonEmpty && rho.nonEmpty, "coefficients or rho are missing")
    // ONNX Runtime reads post_transform and does nothing with it.
    PostTransform.of(node)
    val linear = count == 0
    val machine =
      if (linear) SupportVectors.of(node, coefficients, 1L, linear = true)
      else SupportVectors.of(node, vectors, count, linear = false)
    node.require(linear || coefficients.length == count, "as many coefficients as vectors")
    Compiled.buffered(Kind.F32)(new Kernel {
      private val buffer = new Tensor(Kind.F32)
      private val kernels = new Array[Float](count.toInt.max(1))
      def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
        val rows = MlInput.rows(in(0))
        val width = MlInput.width(in(0))
        if (width != machine.features)
          throw Refusal.shape(s"the model has features=${machine.features}", in(0))
        val x = MlInput.floats(in(0), buffer)
        out(0).resize2(rows, 1)
        var row = 0
        while (row < rows) {
          machine(x, row * width, if (linear) rho(0) else 0f, kernels, 0)
          val score =
            if (linear) kernels(0)
            else Product.onto(rho(0), 1f, kernels, 0, 1, coefficients, 0, 1, kernels.length)
          out(0).floats(row) = if (!oneClass) score else if (score > 0f) 1f else -1f
          row += 1
        }
      }
    })
  }
}
