package io.handover.faulty

import io.handover.onnxruntime.OnnxRuntimeBackend
import io.handover.{Backend, Batch, Bundle, Column, Value}

/** What the fakes with one fault share: the right answers, to be spoiled. */
abstract class Almost(bundle: Bundle) extends Backend {
  private val model = new OnnxRuntimeBackend(bundle)

  /** The right answers. */
  protected def right(batch: Batch): Batch = model.score(batch)

  /** The batch with every scalar replaced, those in arrays too; types stay. */
  protected def everyScalar(batch: Batch)(change: Value => Value): Batch =
    Batch.of(batch.columns.map { column =>
      changed(column) {
        case Value.Many(elements) => Value.Many(elements.map(change))
        case value                => change(value)
      }
    })

  /** The column with every cell replaced; its type stays. */
  protected def changed(column: Column)(change: Value => Value): Column = {
    val cells = Vector.tabulate(column.rows)(index => change(column.value(index)))
    Column.ofCells(column.name, column.elementType, column.length, cells)
  }

  /** The rows at these indices, in this order. */
  protected def rows(batch: Batch, indices: Vector[Int]): Batch =
    Batch.of(batch.columns.map { column =>
      Column.ofCells(column.name, column.elementType, column.length, indices.map(column.value))
    })

  override def close(): Unit = model.close()
}
