package io.handover

/** The type of one element of a column, as contract, vectors and tensors name it. */
sealed abstract class ElementType(val name: String) {
  override def toString: String = name

  /** True for `f32` and `f64`. */
  def isFloating: Boolean = this == ElementType.F32 || this == ElementType.F64

  /** True for `i32` and `i64`. */
  def isInteger: Boolean = this == ElementType.I32 || this == ElementType.I64
}

object ElementType {

  /** IEEE 754 binary32, a Scala `Float`. */
  case object F32 extends ElementType("f32")

  /** IEEE 754 binary64, a Scala `Double`. */
  case object F64 extends ElementType("f64")

  /** A 32-bit signed integer, a Scala `Int`. */
  case object I32 extends ElementType("i32")

  /** A 64-bit signed integer, a Scala `Long`. */
  case object I64 extends ElementType("i64")

  /** Unicode text without lone surrogates, a Scala `String`. */
  case object Text extends ElementType("string")

  /** A truth value, a Scala `Boolean`. */
  case object Bool extends ElementType("bool")

  /** Every element type there is. */
  val all: Vector[ElementType] = Vector(F32, F64, I32, I64, Text, Bool)

  /** The element type written as `name`, if there is one. */
  def parse(name: String): Option[ElementType] = all.find(_.name == name)
}
