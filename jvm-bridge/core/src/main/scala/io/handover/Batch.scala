package io.handover

/** Rows as named, typed columns of equal height, in order. */
final class Batch private (val rows: Int, val columns: Vector[Column]) {

  private val byName: Map[String, Column] = columns.map(column => column.name -> column).toMap

  /** The column names, in order. */
  def names: Vector[String] = columns.map(_.name)

  /** The column called `name`, or none. */
  def get(name: String): Option[Column] = byName.get(name)

  /** The column called `name`. Throws when there is none. */
  def column(name: String): Column = byName.getOrElse(
    name,
    throw new NoSuchElementException(
      s"column=$name is not in the batch, which has ${names.mkString(", ")}"
    )
  )

  /** The row at `index`, from 0. */
  def row(index: Int): Row =
    columns.foldLeft(Row.empty)((row, column) => row.add(column.name, column.value(index)))

  /** The rows at these indices, in this order. */
  private[handover] def at(indices: Array[Int]): Batch =
    new Batch(indices.length, columns.map(_.at(indices)))

  override def toString: String = s"Batch(rows=$rows, ${columns.mkString(", ")})"
}

object Batch {

  /** A batch of columns.
    *
    * @throws IllegalArgumentException
    *   when there is none, when two share a name, or when heights differ
    */
  def of(columns: Column*): Batch = of(columns.toVector)

  /** A batch of columns, under the same conditions. */
  def of(columns: Vector[Column]): Batch = {
    val rows = columns.headOption.map(_.rows)
    columns.find(column => !rows.contains(column.rows)).foreach { column =>
      throw new IllegalArgumentException(
        s"column=${column.name} has rows=${column.rows}, the first column has rows=${rows.getOrElse(0)}"
      )
    }
    val repeated = columns.map(_.name).diff(columns.map(_.name).distinct)
    if (repeated.nonEmpty)
      throw new IllegalArgumentException(s"column=${repeated(0)} is in the batch more than once")
    new Batch(
      rows.getOrElse(throw new IllegalArgumentException("a batch has at least one column")),
      columns
    )
  }

  /** A batch of rows that all have the same columns; types are those of the first non-null cells.
    *
    * @throws IllegalArgumentException
    *   when there is no row, or when rows differ in columns, types or lengths
    */
  def ofRows(rows: Vector[Row]): Batch = {
    val names = rows.headOption.fold(Vector.empty[String])(_.names)
    rows.find(_.names != names).foreach { row =>
      throw new IllegalArgumentException(
        s"rows differ: columns=${names.mkString(",")} and columns=${row.names.mkString(",")}"
      )
    }
    of(names.map { name =>
      val cells = rows.map(_.value(name))
      // A column of nulls only has no type to show; no comparison looks at the type of a null.
      val present = cells.find(_ != Value.Null)
      val elementType = present.flatMap(_.elementType).getOrElse(ElementType.Text)
      Column.ofCells(name, elementType, present.flatMap(_.length), cells)
    })
  }
}
