package io.handover

/** A named, typed column of a [[Batch]]: a primitive array and a null mask.
  *
  * `length` is none for a scalar column and the number of elements a row for an array column, whose
  * array then holds `rows * length` elements, row after row.
  */
final class Column private (
    val name: String,
    val data: ColumnData,
    val length: Option[Int],
    nulls: Array[Boolean]
) {

  /** The type of one element. */
  def elementType: ElementType = data.elementType

  /** How many elements one row has: 1 for a scalar column. */
  def width: Int = length.getOrElse(1)

  /** How many rows there are. */
  def rows: Int = nulls.length

  /** True when the cell of `row` is null. */
  def isNull(row: Int): Boolean = nulls(row)

  /** The cell of `row`. */
  def value(row: Int): Value =
    if (nulls(row)) Value.Null
    else
      length match {
        case None        => data.scalar(row)
        case Some(width) => Value.Many(Vector.tabulate(width)(i => data.scalar(row * width + i)))
      }

  /** The array of a `f32` column; null cells are NaN. Throws when the type is another. */
  def floats: Array[Float] = data match {
    case typed: ColumnData.F32 => typed.values
    case _                     => notA(ElementType.F32)
  }

  /** The array of a `f64` column; null cells are NaN. Throws when the type is another. */
  def doubles: Array[Double] = data match {
    case typed: ColumnData.F64 => typed.values
    case _                     => notA(ElementType.F64)
  }

  /** The array of an `i32` column; null cells are 0. Throws when the type is another. */
  def ints: Array[Int] = data match {
    case typed: ColumnData.I32 => typed.values
    case _                     => notA(ElementType.I32)
  }

  /** The array of an `i64` column; null cells are 0. Throws when the type is another. */
  def longs: Array[Long] = data match {
    case typed: ColumnData.I64 => typed.values
    case _                     => notA(ElementType.I64)
  }

  /** The array of a `string` column; null cells are "". Throws when the type is another. */
  def texts: Array[String] = data match {
    case typed: ColumnData.Text => typed.values
    case _                      => notA(ElementType.Text)
  }

  /** The array of a `bool` column; null cells are false. Throws when the type is another. */
  def booleans: Array[Boolean] = data match {
    case typed: ColumnData.Bool => typed.values
    case _                      => notA(ElementType.Bool)
  }

  /** The rows at these indices, in this order. */
  private[handover] def at(rows: Array[Int]): Column = {
    val flat =
      if (width == 1) rows else rows.flatMap(row => Array.tabulate(width)(row * width + _))
    new Column(name, data.at(flat), length, rows.map(nulls(_)))
  }

  /** The elements as a model gets them: a null text is what it was trained on, a null float is NaN
    * already.
    */
  private[handover] def filled(stringMissing: String): ColumnData = data match {
    case texts: ColumnData.Text if nulls.contains(true) =>
      new ColumnData.Text(Array.tabulate(texts.size) { index =>
        if (isNull(index / width)) stringMissing else texts.values(index)
      })
    case _ => data
  }

  override def toString: String =
    s"Column($name, $elementType${length.fold("")(k => s"[$k]")}, rows=$rows)"

  private def notA(wanted: ElementType): Nothing =
    throw new IllegalArgumentException(
      s"column=$name has type=$elementType, asked for type=$wanted"
    )
}

object Column {

  /** A scalar `f32` column without nulls. */
  def floats(name: String, values: Array[Float]): Column = scalars(name, new ColumnData.F32(values))

  /** A scalar `f64` column without nulls. */
  def doubles(name: String, values: Array[Double]): Column =
    scalars(name, new ColumnData.F64(values))

  /** A scalar `i32` column without nulls. */
  def ints(name: String, values: Array[Int]): Column = scalars(name, new ColumnData.I32(values))

  /** A scalar `i64` column without nulls. */
  def longs(name: String, values: Array[Long]): Column = scalars(name, new ColumnData.I64(values))

  /** A scalar `string` column without nulls. */
  def texts(name: String, values: Array[String]): Column =
    scalars(name, new ColumnData.Text(values))

  /** A scalar `bool` column without nulls. */
  def booleans(name: String, values: Array[Boolean]): Column =
    scalars(name, new ColumnData.Bool(values))

  /** An array column without nulls: `length` elements a row.
    *
    * @throws IllegalArgumentException
    *   when the number of elements is not `rows * length`
    */
  def arrays(name: String, data: ColumnData, length: Int, rows: Int): Column =
    of(name, data, Some(length), new Array[Boolean](rows))

  /** A column from its parts.
    *
    * @throws IllegalArgumentException
    *   when array, length and null mask do not fit together
    */
  def of(name: String, data: ColumnData, length: Option[Int], nulls: Array[Boolean]): Column = {
    val wanted = nulls.length.toLong * length.getOrElse(1)
    if (length.exists(_ < 0) || data.size.toLong != wanted)
      throw new IllegalArgumentException(
        s"column=$name holds elements=${data.size}, expected elements=$wanted " +
          s"(rows=${nulls.length}, length=${length.getOrElse(1)})"
      )
    new Column(name, data, length, nulls)
  }

  /** The column that a model's answer is, none when its elements are not one answer a row.
    *
    * One element a row is a scalar unless the contract says array; more is an array either way.
    *
    * @param length
    *   how many elements the contract gives a row; none for a scalar
    */
  private[handover] def ofAnswer(
      name: String,
      data: ColumnData,
      rows: Int,
      length: Option[Int]
  ): Option[Column] = {
    val width = if (rows == 0) length.getOrElse(1) else data.size / rows
    val shown = if (length.isEmpty && width == 1) None else Some(width)
    Option.when(width.toLong * rows == data.size.toLong)(
      of(name, data, shown, new Array[Boolean](rows))
    )
  }

  /** A column of a declared type from cells; a cell that does not fit throws. */
  private[handover] def ofCells(
      name: String,
      elementType: ElementType,
      length: Option[Int],
      cells: Vector[Value]
  ): Column = {
    cells.foreach {
      case Value.Nested(_) | Value.Rows(_) =>
        throw new IllegalArgumentException(
          s"column=$name holds objects: a model takes scalars and arrays of scalars"
        )
      case _ => ()
    }
    val scalars = length match {
      case None        => cells
      case Some(width) =>
        cells.flatMap {
          case Value.Many(elements) if elements.length == width => elements
          case Value.Null                                       => Vector.fill(width)(Value.Null)
          case other                                            =>
            throw new IllegalArgumentException(
              s"column=$name wants arrays of length=$width, got value=$other"
            )
        }
    }
    val nulls = cells.map(_ == Value.Null).toArray
    of(name, ColumnData.of(elementType, scalars), length, nulls)
  }

  private def scalars(name: String, data: ColumnData): Column =
    of(name, data, None, new Array[Boolean](data.size))
}
