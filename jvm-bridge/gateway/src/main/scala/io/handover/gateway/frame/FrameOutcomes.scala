package io.handover.gateway.frame

import io.handover.contract.OutputColumn
import io.handover.json.JsonWriter
import io.handover.values.{ColumnType, ValueJson}
import io.handover.verdict.ScoringError
import io.handover.{Batch, Column, ColumnData, ElementType}

/** What came of every row of a frame: a value, a refusal, an error, or a value of another type.
  *
  * Fills one array an output, in the contract's types; a row without such a value keeps the blank.
  */
private[frame] final class FrameOutcomes(outputs: Vector[OutputColumn], rows: Int) {

  private val filled = outputs.map(new FrameOutcomes.Filled(_, rows))
  private val kinds = new Array[Int](rows)
  private val codes = Array.fill(rows)("")
  private val places = Array.fill(rows)("")
  private val messages = Array.fill(rows)("")
  private val frames = Array.fill(rows)("")

  /** Keeps the answers for these rows. */
  def answered(at: Array[Int], answer: Batch): Unit = filled.foreach { output =>
    val column = answer.column(output.told.name)
    if (output.fits(column)) output.put(at, column)
    else at.indices.foreach(index => otherType(at(index), output, column, index))
  }

  /** Keeps a refusal of one row. */
  def rejected(row: Int, code: String, column: String): Unit =
    set(row, FrameOutcomes.Rejected, code, column, "")

  /** Keeps an error of one row. */
  def failed(row: Int, error: ScoringError): Unit = {
    set(row, FrameOutcomes.Errored, error.code, error.exception, error.message)
    frames(row) = error.frames.mkString("\n")
  }

  /** The frame that goes back: five columns of outcomes, then the outputs. */
  def batch: Batch = Batch.of(
    Vector(
      Column.ints("outcome.kind", kinds),
      Column.texts("outcome.code", codes),
      Column.texts("outcome.where", places),
      Column.texts("outcome.message", messages),
      Column.texts("outcome.frames", frames)
    ) ++ filled.map(_.column)
  )

  // A null has no type; anything else that is not of the declared one is told as the text it is.
  private def otherType(
      row: Int,
      output: FrameOutcomes.Filled,
      column: Column,
      index: Int
  ): Unit =
    if (column.isNull(index)) output.setNull(row)
    else {
      val found = ColumnType(column.elementType, column.length)
      val kind = if (column.elementType == output.told.columnType.element) "length" else "type"
      val value = JsonWriter.write(ValueJson.write(column.value(index))).take(200)
      set(row, FrameOutcomes.OtherType, kind, output.told.name, s"$found $value")
    }

  private def set(row: Int, kind: Int, code: String, place: String, message: String): Unit = {
    kinds(row) = kind
    codes(row) = code
    places(row) = place
    messages(row) = message
  }
}

private[frame] object FrameOutcomes {

  /** The row was answered. */
  val Answered: Int = 0

  /** The row was refused, by the rules or by the backend itself. */
  val Rejected: Int = 1

  /** The backend threw, or what came back is no answer. */
  val Errored: Int = 2

  /** An output has another type or length than the contract says. */
  val OtherType: Int = 3

  /** One output, filled row by row. */
  final class Filled(val told: OutputColumn, rows: Int) {
    private val width = told.columnType.length.getOrElse(1)
    private val nulls = Array.fill(rows)(true)
    private val data = blank(told.columnType.element, rows * width)

    /** Whether a column has the declared type and length. */
    def fits(column: Column): Boolean =
      column.elementType == told.columnType.element && column.length == told.columnType.length

    /** Takes the cells of `column` for these rows. */
    def put(at: Array[Int], column: Column): Unit =
      at.indices.foreach { index =>
        nulls(at(index)) = column.isNull(index)
        copy(column.data, index * width, at(index) * width)
      }

    /** The cell of `row` is null. */
    def setNull(row: Int): Unit = nulls(row) = true

    /** The column as the frame has it. */
    def column: Column =
      Column.of(s"output.${told.name}", data, told.columnType.length, nulls)

    private def copy(from: ColumnData, start: Int, to: Int): Unit = (from, data) match {
      case (a: ColumnData.F32, b: ColumnData.F32) =>
        System.arraycopy(a.values, start, b.values, to, width)
      case (a: ColumnData.F64, b: ColumnData.F64) =>
        System.arraycopy(a.values, start, b.values, to, width)
      case (a: ColumnData.I32, b: ColumnData.I32) =>
        System.arraycopy(a.values, start, b.values, to, width)
      case (a: ColumnData.I64, b: ColumnData.I64) =>
        System.arraycopy(a.values, start, b.values, to, width)
      case (a: ColumnData.Text, b: ColumnData.Text) =>
        System.arraycopy(a.values, start, b.values, to, width)
      case (a: ColumnData.Bool, b: ColumnData.Bool) =>
        System.arraycopy(a.values, start, b.values, to, width)
      case _ => throw new IllegalStateException(s"output=${told.name} has another type")
    }
  }

  private def blank(element: ElementType, size: Int): ColumnData = element match {
    case ElementType.F32  => new ColumnData.F32(Array.fill(size)(Float.NaN))
    case ElementType.F64  => new ColumnData.F64(Array.fill(size)(Double.NaN))
    case ElementType.I32  => new ColumnData.I32(new Array[Int](size))
    case ElementType.I64  => new ColumnData.I64(new Array[Long](size))
    case ElementType.Text => new ColumnData.Text(Array.fill(size)(""))
    case ElementType.Bool => new ColumnData.Bool(new Array[Boolean](size))
  }
}
