package io.handover.evaluator.model

import io.handover.evaluator.tensor.Tensor

/** A named constant of a node. */
private[evaluator] sealed abstract class Attribute(val typeName: String) {
  def name: String
}

private[evaluator] object Attribute {
  final case class OfFloat(name: String, value: Float) extends Attribute("float")
  final case class OfInt(name: String, value: Long) extends Attribute("int")
  final case class OfText(name: String, value: String) extends Attribute("string")
  final case class OfTensor(name: String, value: Tensor) extends Attribute("tensor")

  /** A tensor of unsigned bytes, as the modes of tree nodes are; its elements are widened. */
  final case class OfBytes(name: String, value: Array[Int]) extends Attribute("tensor of uint8")
  final case class OfGraph(name: String, value: Graph) extends Attribute("graph")
  final case class OfFloats(name: String, value: Array[Float]) extends Attribute("floats")
  final case class OfInts(name: String, value: Array[Long]) extends Attribute("ints")
  final case class OfTexts(name: String, value: Array[String]) extends Attribute("strings")

  /** An attribute of a type that no operator here takes. */
  final case class Other(name: String, kind: Long) extends Attribute(s"type $kind")
}
