package io.handover.evaluator.model

import io.handover.evaluator.tensor.Tensor
import java.util.{ArrayList, HashSet}

/** Nodes between inputs and outputs; the body of a control-flow operator is one too.
  *
  * Arrays here and in all that a load passes through: `Vector` stands on a hundred classes, which a
  * start of the JVM would read and verify first. Nobody writes to them.
  */
private[evaluator] final class Graph(
    val name: String,
    val nodes: Array[Node],
    val initializers: Array[NamedTensor],
    val inputs: Array[ValueInfo],
    val outputs: Array[ValueInfo]
) {

  /** The inputs that no initializer gives: until IR 4 every initializer is listed among them. */
  def fedInputs: Array[ValueInfo] = {
    val initial = new HashSet[String]
    var i = 0
    while (i < initializers.length) {
      initial.add(initializers(i).name): Unit
      i += 1
    }
    val fed = new ArrayList[ValueInfo]
    i = 0
    while (i < inputs.length) {
      if (!initial.contains(inputs(i).name)) fed.add(inputs(i)): Unit
      i += 1
    }
    fed.toArray(new Array[ValueInfo](0))
  }
}

/** A constant of a graph. */
private[evaluator] final class NamedTensor(val name: String, val tensor: Tensor)
