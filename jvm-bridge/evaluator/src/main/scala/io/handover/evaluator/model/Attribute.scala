package io.handover.evaluator.model

import io.handover.evaluator.tensor.Tensor

/** A named constant of a node.
  *
  * A trait, so that the class verifier does not load all of them to see that each is one.
  */
private[evaluator] sealed trait Attribute {
  def name: String

  /** What ONNX calls the type. */
  def typeName: String
}

private[evaluator] object Attribute {
  final case class OfFloat(name: String, value: Float) extends Attribute {
    def typeName: String = "float"
  }
  final case class OfInt(name: String, value: Long) extends Attribute {
    def typeName: String = "int"
  }
  final case class OfText(name: String, value: String) extends Attribute {
    def typeName: String = "string"
  }
  final case class OfTensor(name: String, value: Tensor) extends Attribute {
    def typeName: String = "tensor"
  }

  /** A tensor of unsigned bytes, as the modes of tree nodes are; its elements are widened. */
  final case class OfBytes(name: String, value: Array[Int]) extends Attribute {
    def typeName: String = "tensor of uint8"
  }
  final case class OfGraph(name: String, value: Graph) extends Attribute {
    def typeName: String = "graph"
  }
  final case class OfFloats(name: String, value: Array[Float]) extends Attribute {
    def typeName: String = "floats"
  }
  final case class OfInts(name: String, value: Array[Long]) extends Attribute {
    def typeName: String = "ints"
  }
  final case class OfTexts(name: String, value: Array[String]) extends Attribute {
    def typeName: String = "strings"
  }

  /** An attribute of a type that no operator here takes. */
  final case class Other(name: String, kind: Long) extends Attribute {
    def typeName: String = s"type $kind"
  }
}
