package io.handover.evaluator.tensor

import io.handover.ElementType

/** The element type of a tensor, as far as the evaluator computes with it.
  *
  * @param code
  *   `TensorProto.DataType`
  * @param name
  *   what the ONNX specification calls it
  */
private[evaluator] sealed abstract class Kind(val code: Int, val name: String) {
  override def toString: String = name
}

private[evaluator] object Kind {

  /** Columns of type `f32`. */
  case object F32 extends Kind(1, "float")

  /** Columns of type `f64`. */
  case object F64 extends Kind(11, "double")

  /** Columns of type `i32`. */
  case object I32 extends Kind(6, "int32")

  /** Columns of type `i64`. */
  case object I64 extends Kind(7, "int64")

  /** Columns of type `bool`. */
  case object Bool extends Kind(9, "bool")

  /** Columns of type `string`. */
  case object Text extends Kind(8, "string")

  /** Every kind there is. */
  val all: Kinds = Kinds.of(F32) + F64 + I32 + I64 + Bool + Text

  /** The kinds that are numbers. */
  val numeric: Kinds = Kinds.of(F32) + F64 + I32 + I64

  /** The kinds that are floating-point numbers. */
  val floating: Kinds = Kinds.of(F32) + F64

  /** The kinds that are whole numbers. */
  val whole: Kinds = Kinds.of(I64) + I32

  /** The kind with this `TensorProto.DataType`, null where the evaluator does not compute with it.
    *
    * Null, and not `Option`, on the way of a load: to verify `Option` a JVM reads Scala's lists.
    */
  def of(code: Long): Kind = code match {
    case 1L  => F32
    case 11L => F64
    case 6L  => I32
    case 7L  => I64
    case 9L  => Bool
    case 8L  => Text
    case _   => null
  }

  /** The kind of a column's elements. */
  def of(elementType: ElementType): Kind = elementType match {
    case ElementType.F32  => F32
    case ElementType.F64  => F64
    case ElementType.I32  => I32
    case ElementType.I64  => I64
    case ElementType.Bool => Bool
    case ElementType.Text => Text
  }

  /** What ONNX calls the type with this code, whether the evaluator knows it or not. */
  def describe(code: Long): String =
    if (code >= 0 && code < Names.all.length) Names.all(code.toInt) else s"type $code"

  // For faults alone, so in a class of its own.
  private object Names {
    val all: Vector[String] = Vector(
      "undefined",
      "float",
      "uint8",
      "int8",
      "uint16",
      "int16",
      "int32",
      "int64",
      "string",
      "bool",
      "float16",
      "double",
      "uint32",
      "uint64",
      "complex64",
      "complex128",
      "bfloat16"
    )
  }
}
