package com.trasos

import io.handover.evaluator.EvaluatorBackend
import io.handover.{Backend, BackendInfo, Batch, Bundle, Column, ColumnData}

/** Similar items: the bundle's own model file does the arithmetic, in pure Scala. */
class SimilarItems(bundle: Bundle) extends Backend {

  /** What runs the model file. */
  protected val model: Backend = new EvaluatorBackend(bundle)

  def info: BackendInfo = model.info.copy(name = "trasos-similar-items", version = "1.0.0")

  def score(batch: Batch): Batch = model.score(batch)

  /** What the carousel of an article's page shows: its nearest others, at most `first` of them. */
  def carousel(shelf: ItemShelf, itemId: Long, first: Int): Vector[Long] =
    shelf.vector(itemId).fold(Vector.empty[Long]) { vector =>
      val query = Column.arrays("item_vector", new ColumnData.F32(vector), vector.length, rows = 1)
      score(Batch.of(query)).column("item_ids").longs.toVector.filter(_ != itemId).take(first)
    }

  override def close(): Unit = model.close()
}
