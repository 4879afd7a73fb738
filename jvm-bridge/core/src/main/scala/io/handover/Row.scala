package io.handover

import scala.collection.immutable.VectorMap
import scala.reflect.ClassTag

/** One row: named cells, in order. Read with `float("price_eur")`, build with `Row.empty.add(…)`.
  *
  * {{{
  * Row.empty.add("proba", 0.25f).add("label", 1L)
  * }}}
  */
final class Row private (cells: VectorMap[String, Value]) {

  /** The column names, in order. */
  def names: Vector[String] = cells.keys.toVector

  /** The cell of `name`, or none when the row has no such column. */
  def get(name: String): Option[Value] = cells.get(name)

  /** The cell of `name`. Throws when the row has no such column. */
  def value(name: String): Value = cells.getOrElse(
    name,
    throw new NoSuchElementException(
      s"column=$name is not in the row, which has ${names.mkString(", ")}"
    )
  )

  /** True when the cell of `name` is null. */
  def isNull(name: String): Boolean = value(name) == Value.Null

  /** The `f32` cell of `name`, NaN when null. Throws when the type is another. */
  def float(name: String): Float = value(name) match {
    case Value.F32(value) => value
    case Value.Null       => Float.NaN
    case other            => notA(name, ElementType.F32, other)
  }

  /** The `f64` cell of `name`, NaN when null. Throws when the type is another. */
  def double(name: String): Double = value(name) match {
    case Value.F64(value) => value
    case Value.Null       => Double.NaN
    case other            => notA(name, ElementType.F64, other)
  }

  /** The `i32` cell of `name`. Throws when null or when the type is another. */
  def int(name: String): Int = value(name) match {
    case Value.I32(value) => value
    case other            => notA(name, ElementType.I32, other)
  }

  /** The `i64` cell of `name`. Throws when null or when the type is another. */
  def long(name: String): Long = value(name) match {
    case Value.I64(value) => value
    case other            => notA(name, ElementType.I64, other)
  }

  /** The `string` cell of `name`. Throws when null (ask `isNull` first) or another type. */
  def text(name: String): String = value(name) match {
    case Value.Text(value) => value
    case other             => notA(name, ElementType.Text, other)
  }

  /** The `bool` cell of `name`. Throws when null or when the type is another. */
  def boolean(name: String): Boolean = value(name) match {
    case Value.Bool(value) => value
    case other             => notA(name, ElementType.Bool, other)
  }

  /** The elements of the array cell of `name`. Throws when it is not an array. */
  def elements(name: String): Vector[Value] = value(name) match {
    case Value.Many(elements) => elements
    case other => throw new IllegalArgumentException(s"column=$name is $other, not an array")
  }

  /** The elements of a `f32` array cell. Throws when it is anything else. */
  def floats(name: String): Array[Float] =
    array(name, ElementType.F32) { case Value.F32(value) => value }

  /** The elements of a `f64` array cell. Throws when it is anything else. */
  def doubles(name: String): Array[Double] =
    array(name, ElementType.F64) { case Value.F64(value) => value }

  /** The elements of an `i32` array cell. Throws when it is anything else. */
  def ints(name: String): Array[Int] =
    array(name, ElementType.I32) { case Value.I32(value) => value }

  /** The elements of an `i64` array cell. Throws when it is anything else. */
  def longs(name: String): Array[Long] =
    array(name, ElementType.I64) { case Value.I64(value) => value }

  /** The elements of a `string` array cell. Throws when it is anything else. */
  def texts(name: String): Array[String] =
    array(name, ElementType.Text) { case Value.Text(value) => value }

  /** The elements of a `bool` array cell. Throws when it is anything else. */
  def booleans(name: String): Array[Boolean] =
    array(name, ElementType.Bool) { case Value.Bool(value) => value }

  /** The object in the cell of `name`. Throws when null (ask `isNull` first) or anything else. */
  def nested(name: String): Row = value(name) match {
    case Value.Nested(row) => row
    case other => throw new IllegalArgumentException(s"column=$name is $other, not an object")
  }

  /** The objects in the array cell of `name`. Throws when it is anything else. */
  def rows(name: String): Vector[Row] = value(name) match {
    case Value.Rows(rows)                         => rows
    case Value.Many(elements) if elements.isEmpty => Vector.empty
    case other                                    =>
      throw new IllegalArgumentException(s"column=$name is $other, not an array of objects")
  }

  /** This row with a cell more, or with the cell of `name` replaced. */
  def add(name: String, value: Value): Row = new Row(cells.updated(name, value))

  /** Adds a `f32` cell. */
  def add(name: String, value: Float): Row = add(name, Value.F32(value))

  /** Adds a `f64` cell. */
  def add(name: String, value: Double): Row = add(name, Value.F64(value))

  /** Adds an `i32` cell. */
  def add(name: String, value: Int): Row = add(name, Value.I32(value))

  /** Adds an `i64` cell. */
  def add(name: String, value: Long): Row = add(name, Value.I64(value))

  /** Adds a `string` cell. */
  def add(name: String, value: String): Row = add(name, Value.Text(value))

  /** Adds a `bool` cell. */
  def add(name: String, value: Boolean): Row = add(name, Value.Bool(value))

  /** Adds a `f32` array cell. */
  def add(name: String, values: Array[Float]): Row =
    add(name, Value.Many(values.toVector.map(Value.F32(_))))

  /** Adds a `f64` array cell. */
  def add(name: String, values: Array[Double]): Row =
    add(name, Value.Many(values.toVector.map(Value.F64(_))))

  /** Adds an `i32` array cell. */
  def add(name: String, values: Array[Int]): Row =
    add(name, Value.Many(values.toVector.map(Value.I32(_))))

  /** Adds an `i64` array cell. */
  def add(name: String, values: Array[Long]): Row =
    add(name, Value.Many(values.toVector.map(Value.I64(_))))

  /** Adds a `string` array cell. */
  def add(name: String, values: Array[String]): Row =
    add(name, Value.Many(values.toVector.map(Value.Text(_))))

  /** Adds a `bool` array cell. */
  def add(name: String, values: Array[Boolean]): Row =
    add(name, Value.Many(values.toVector.map(Value.Bool(_))))

  /** Adds an object. */
  def add(name: String, row: Row): Row = add(name, Value.Nested(row))

  /** Adds an array of objects. */
  def add(name: String, rows: Vector[Row]): Row = add(name, Value.Rows(rows))

  /** Adds a null cell. */
  def addNull(name: String): Row = add(name, Value.Null)

  override def equals(other: Any): Boolean = other match {
    case that: Row => names == that.names && names.forall(name => get(name) == that.get(name))
    case _         => false
  }

  override def hashCode: Int = cells.hashCode

  override def toString: String =
    cells.map { case (name, value) => s"$name=$value" }.mkString("Row(", ", ", ")")

  private def array[A: ClassTag](name: String, wanted: ElementType)(
      read: PartialFunction[Value, A]
  ): Array[A] =
    elements(name).map(read.applyOrElse(_, notA(name, wanted, _: Value))).toArray

  private def notA(name: String, wanted: ElementType, found: Value): Nothing =
    throw new IllegalArgumentException(s"column=$name is $found, asked for type=$wanted")
}

object Row {

  /** The row without cells, to add to. */
  val empty: Row = new Row(VectorMap.empty)
}
