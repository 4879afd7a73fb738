package io.handover.benchmarks

import io.handover.contract.{InputColumn, OutputColumn, Role, Tolerance}
import io.handover.evaluator.RowScorer
import io.handover.evaluator.model.TensorFile
import io.handover.onnxfile.TensorValue
import io.handover.values.ColumnType
import io.handover.{ColumnData, ElementType, ModelContract}
import java.nio.file.{Files, Path}

/** A model that `benchmarks/evaluator.py` wrote, with its 20,000 rows and a contract for them. */
final class ModelRows(
    val directory: Path,
    val bytes: Array[Byte],
    val columns: Vector[TensorValue]
) {

  /** Inputs as the rows have them; a label and two or more class scores. */
  lazy val contract: ModelContract = {
    val exact = Tolerance(Tolerance.Bits)
    def output(name: String, element: ElementType, role: Role) =
      OutputColumn(name, ColumnType(element), nullable = false, role, exact)
    ModelContract(
      "benchmark",
      "benchmark",
      "1.0.0",
      "multiclass-classification",
      columns.map { column =>
        val width = column.shape(1)
        val length = Option.when(width > 1)(width)
        InputColumn(column.name, ColumnType(column.data.elementType, length), required = true)
      },
      Vector(
        output("label", ElementType.I64, Role.Label),
        output("probabilities", ElementType.F32, Role.Probability)
      ),
      "",
      Tolerance.AbsRel(0d, 0d),
      ""
    )
  }

  private lazy val kept = Vector.tabulate(ModelRows.Kept)(row => rows(row, 1))
  private lazy val arrays = columns.indices.map { column =>
    Array.tabulate(ModelRows.Kept)(row => kept(row)(column).data)
  }.toArray

  /** Rows from `first` on. */
  def rows(first: Int, count: Int): Array[TensorValue] = columns.map { column =>
    val width = column.shape.drop(1).product
    val (from, until) = (first * width, (first + count) * width)
    val data = column.data match {
      case all: ColumnData.F32  => new ColumnData.F32(all.values.slice(from, until))
      case all: ColumnData.Text => new ColumnData.Text(all.values.slice(from, until))
      case other                => throw new IllegalArgumentException(s"no benchmark has $other")
    }
    new TensorValue(column.name, count +: column.shape.tail, data)
  }.toArray

  /** The row `index`, below [[ModelRows.Kept]]. */
  def one(index: Int): Array[TensorValue] = kept(index)

  /** Sets a column of `scorer` as a service would. */
  def set(scorer: RowScorer, column: Int, row: Int): Unit = arrays(column)(row) match {
    case data: ColumnData.F32 if data.values.length == 1 =>
      scorer.set(column, data.values(0)): Unit
    case data: ColumnData.F32  => scorer.set(column, data.values): Unit
    case data: ColumnData.Text => scorer.set(column, data.values(0)): Unit
    case other                 => throw new IllegalArgumentException(s"no benchmark has $other")
  }
}

object ModelRows {

  /** How many rows calls of one row go through. */
  val Kept: Int = 1000

  /** The model in the directory `name` below `-Dhandover.models`. */
  def of(name: String): ModelRows = {
    val directory = Path.of(sys.props("handover.models"), name)
    val files = directory.resolve("test_data_set_0")
    val columns = Vector.unfold(0) { index =>
      val file = files.resolve(s"input_$index.pb")
      Option.when(Files.exists(file)) {
        val tensor = TensorFile.read(Files.readAllBytes(file))
        (tensor.fold(fault => throw new IllegalStateException(fault.line), identity), index + 1)
      }
    }
    new ModelRows(directory, Files.readAllBytes(directory.resolve("model.onnx")), columns)
  }
}
