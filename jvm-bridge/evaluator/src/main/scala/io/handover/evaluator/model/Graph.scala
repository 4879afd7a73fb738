package io.handover.evaluator.model

import io.handover.evaluator.tensor.Tensor
import java.util.HashSet
import scala.collection.immutable.VectorBuilder

/** Nodes between inputs and outputs; the body of a control-flow operator is one too. */
private[evaluator] final case class Graph(
    name: String,
    nodes: Vector[Node],
    initializers: Vector[NamedTensor],
    inputs: Vector[ValueInfo],
    outputs: Vector[ValueInfo]
) {

  /** The inputs that no initializer gives: until IR 4 every initializer is listed among them. */
  def fedInputs: Vector[ValueInfo] = {
    val initial = new HashSet[String]
    val constant = initializers.iterator
    while (constant.hasNext) initial.add(constant.next().name): Unit
    val fed = new VectorBuilder[ValueInfo]
    val input = inputs.iterator
    while (input.hasNext) {
      val next = input.next()
      if (!initial.contains(next.name)) fed.addOne(next): Unit
    }
    fed.result()
  }
}

/** A constant of a graph. */
private[evaluator] final class NamedTensor(val name: String, val tensor: Tensor)
