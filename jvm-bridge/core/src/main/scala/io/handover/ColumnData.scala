package io.handover

/** The values of a column in one primitive array, row-major; a null cell holds the type's blank.
  *
  * The blank is NaN for floats (what a null is on the wire), 0, "" or false for the others. The
  * array is shared with the column, not copied: do not write to it.
  */
sealed abstract class ColumnData(val elementType: ElementType) {

  /** How many elements there are, over all rows. */
  def size: Int

  /** The element at flat index `index`. */
  def scalar(index: Int): Value

  /** The elements at these flat indices, in this order. */
  private[handover] def at(indices: Array[Int]): ColumnData
}

object ColumnData {

  /** `f32` elements. */
  final class F32(val values: Array[Float]) extends ColumnData(ElementType.F32) {
    def size: Int = values.length
    def scalar(index: Int): Value = Value.F32(values(index))
    private[handover] def at(indices: Array[Int]): ColumnData = new F32(indices.map(values(_)))
  }

  /** `f64` elements. */
  final class F64(val values: Array[Double]) extends ColumnData(ElementType.F64) {
    def size: Int = values.length
    def scalar(index: Int): Value = Value.F64(values(index))
    private[handover] def at(indices: Array[Int]): ColumnData = new F64(indices.map(values(_)))
  }

  /** `i32` elements. */
  final class I32(val values: Array[Int]) extends ColumnData(ElementType.I32) {
    def size: Int = values.length
    def scalar(index: Int): Value = Value.I32(values(index))
    private[handover] def at(indices: Array[Int]): ColumnData = new I32(indices.map(values(_)))
  }

  /** `i64` elements. */
  final class I64(val values: Array[Long]) extends ColumnData(ElementType.I64) {
    def size: Int = values.length
    def scalar(index: Int): Value = Value.I64(values(index))
    private[handover] def at(indices: Array[Int]): ColumnData = new I64(indices.map(values(_)))
  }

  /** `string` elements. */
  final class Text(val values: Array[String]) extends ColumnData(ElementType.Text) {
    def size: Int = values.length
    def scalar(index: Int): Value = Value.Text(values(index))
    private[handover] def at(indices: Array[Int]): ColumnData = new Text(indices.map(values(_)))
  }

  /** `bool` elements. */
  final class Bool(val values: Array[Boolean]) extends ColumnData(ElementType.Bool) {
    def size: Int = values.length
    def scalar(index: Int): Value = Value.Bool(values(index))
    private[handover] def at(indices: Array[Int]): ColumnData = new Bool(indices.map(values(_)))
  }

  /** Lays `scalars` out as one array of `elementType`; null becomes the blank.
    *
    * @throws IllegalArgumentException
    *   when a scalar has another type
    */
  private[handover] def of(elementType: ElementType, scalars: Vector[Value]): ColumnData =
    elementType match {
      case ElementType.F32 =>
        new F32(scalars.map {
          case Value.F32(value) => value
          case Value.Null       => Float.NaN
          case other            => wrong(elementType, other)
        }.toArray)
      case ElementType.F64 =>
        new F64(scalars.map {
          case Value.F64(value) => value
          case Value.Null       => Double.NaN
          case other            => wrong(elementType, other)
        }.toArray)
      case ElementType.I32 =>
        new I32(scalars.map {
          case Value.I32(value) => value
          case Value.Null       => 0
          case other            => wrong(elementType, other)
        }.toArray)
      case ElementType.I64 =>
        new I64(scalars.map {
          case Value.I64(value) => value
          case Value.Null       => 0L
          case other            => wrong(elementType, other)
        }.toArray)
      case ElementType.Text =>
        new Text(scalars.map {
          case Value.Text(value) => value
          case Value.Null        => ""
          case other             => wrong(elementType, other)
        }.toArray)
      case ElementType.Bool =>
        new Bool(scalars.map {
          case Value.Bool(value) => value
          case Value.Null        => false
          case other             => wrong(elementType, other)
        }.toArray)
    }

  private def wrong(elementType: ElementType, value: Value): Nothing =
    throw new IllegalArgumentException(s"expected type=$elementType but got value=$value")
}
