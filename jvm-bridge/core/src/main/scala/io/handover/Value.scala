package io.handover

/** One cell: a scalar, an array of scalars, or null; in a raw row also an object or an array of
  * them.
  *
  * Equality is by bits: `F32(-0.0f)` and `F32(0.0f)` differ, all NaNs are equal.
  */
sealed trait Value {

  /** The element type, or none for null, for an empty array and for objects. */
  def elementType: Option[ElementType]

  /** The array length, or none for whatever is no array. */
  def length: Option[Int] = None
}

object Value {

  /** A `f32` scalar. */
  final case class F32(value: Float) extends Value {
    def elementType: Option[ElementType] = Some(ElementType.F32)
    override def equals(other: Any): Boolean = other match {
      case F32(that) =>
        java.lang.Float.floatToIntBits(value) == java.lang.Float.floatToIntBits(that)
      case _ => false
    }
    override def hashCode: Int = java.lang.Float.floatToIntBits(value)
  }

  /** A `f64` scalar. */
  final case class F64(value: Double) extends Value {
    def elementType: Option[ElementType] = Some(ElementType.F64)
    override def equals(other: Any): Boolean = other match {
      case F64(that) =>
        java.lang.Double.doubleToLongBits(value) == java.lang.Double.doubleToLongBits(that)
      case _ => false
    }
    override def hashCode: Int = java.lang.Double.hashCode(value)
  }

  /** An `i32` scalar. */
  final case class I32(value: Int) extends Value {
    def elementType: Option[ElementType] = Some(ElementType.I32)
  }

  /** An `i64` scalar. */
  final case class I64(value: Long) extends Value {
    def elementType: Option[ElementType] = Some(ElementType.I64)
  }

  /** A `string` scalar. */
  final case class Text(value: String) extends Value {
    def elementType: Option[ElementType] = Some(ElementType.Text)
  }

  /** A `bool` scalar. */
  final case class Bool(value: Boolean) extends Value {
    def elementType: Option[ElementType] = Some(ElementType.Bool)
  }

  /** An array; its elements are scalars of one type. */
  final case class Many(elements: Vector[Value]) extends Value {
    def elementType: Option[ElementType] = elements.headOption.flatMap(_.elementType)
    override def length: Option[Int] = Some(elements.length)
  }

  /** An object of a raw row. */
  final case class Nested(row: Row) extends Value {
    def elementType: Option[ElementType] = None
  }

  /** An array of objects of a raw row; all have the same columns. */
  final case class Rows(rows: Vector[Row]) extends Value {
    def elementType: Option[ElementType] = None
    override def length: Option[Int] = Some(rows.length)
  }

  /** Null: nothing was given. */
  case object Null extends Value {
    def elementType: Option[ElementType] = None
  }
}
