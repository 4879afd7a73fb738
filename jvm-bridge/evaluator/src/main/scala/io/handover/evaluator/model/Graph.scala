package io.handover.evaluator.model

import io.handover.evaluator.tensor.Tensor

/** Nodes between inputs and outputs; the body of a control-flow operator is one too. */
private[evaluator] final case class Graph(
    name: String,
    nodes: Vector[Node],
    initializers: Vector[(String, Tensor)],
    inputs: Vector[ValueInfo],
    outputs: Vector[ValueInfo]
)
